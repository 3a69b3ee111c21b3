/* What a process does to the files of one folder, written down in the order in which it does it, and
 * the n-th of its writes or syncs refused. For whoever is started with this in LD_PRELOAD; nothing
 * happens before shim_record or shim_refuse is called, or where SHIM_FOLDER and SHIM_LOG say so.
 *
 * Each operation is one record at the end of the log: kind, inode, place, length of what follows,
 * then that many bytes. A sync is two records: what was written before the first of them stands on
 * the disk once the second is there. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { MADE = 1, WRITTEN, CUT, SYNCING, SYNCED, RENAMED, REMOVED, FOLDER_MADE, MOST_FILES = 4096 };

struct head {
    uint64_t kind, inode, place, length;
};

static char root[4096];
static size_t root_length;
static int log_file = -1;
static _Atomic char watched[MOST_FILES];
static atomic_long to_refuse;
static int refuse_with, refuse_on;
static atomic_long refused, counted;

static void note(uint64_t kind, uint64_t inode, uint64_t place, const void *bytes, size_t length)
{
    struct head head = {kind, inode, place, length};
    struct iovec parts[2] = {{&head, sizeof head}, {(void *)bytes, length}};
    if (log_file >= 0)
        syscall(SYS_writev, log_file, parts, 2);
}

static int is_within(const char *path)
{
    return root_length && !strncmp(path, root, root_length);
}

static uint64_t inode_of(int file)
{
    struct stat found;
    return fstat(file, &found) ? 0 : found.st_ino;
}

static int is_watched(int file)
{
    return file >= 0 && file < MOST_FILES && watched[file];
}

/* Begins to write down what happens to what lies in `folder`, an absolute path, at the end of `log`. */
void shim_record(const char *folder, const char *log)
{
    int file = open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    log_file = fcntl(file, F_DUPFD_CLOEXEC, MOST_FILES / 2);
    close(file);
    snprintf(root, sizeof root, "%s", folder);
    root_length = strlen(root);
}

/* Has the n-th operation from now fail with `error`, and with `on` each later one too. */
void shim_refuse(const char *folder, long n, int error, int on)
{
    snprintf(root, sizeof root, "%s", folder);
    root_length = strlen(root);
    refuse_with = error;
    refuse_on = on;
    to_refuse = n;
}

/* How many operations were refused. */
long shim_refused(void) { return refused; }

/* A process that calls nothing of this is watched from its beginning. */
__attribute__((constructor)) static void begin(void)
{
    const char *folder = getenv("SHIM_FOLDER"), *log = getenv("SHIM_LOG");
    if (folder && log)
        shim_record(folder, log);
}

static int is_refused(void)
{
    long n = to_refuse;
    if (!n)
        return 0;
    long now = ++counted;
    if (refuse_on ? now < n : now != n)
        return 0;
    refused++;
    errno = refuse_with;
    return 1;
}

/* Names are made, changed and taken away on a full disk, too: they take no room of their own. */
static int is_name_refused(void) { return refuse_with != ENOSPC && is_refused(); }

static int opened(int at, const char *path, int flags, mode_t mode)
{
    char whole[4096], found[64];
    struct stat known;
    int makes = flags & O_CREAT && fstatat(at, path, &known, 0);
    if (makes && is_within(path) && is_name_refused())
        return -1;
    int file = syscall(SYS_openat, at, path, flags, mode);
    if (file < 0 || file >= MOST_FILES || !root_length)
        return file;
    snprintf(found, sizeof found, "/proc/self/fd/%d", file);
    ssize_t length = readlink(found, whole, sizeof whole - 1);
    whole[length < 0 ? 0 : length] = 0;
    watched[file] = is_within(whole);
    if (watched[file] && makes)
        note(MADE, inode_of(file), 0, whole, length);
    if (watched[file] && flags & O_TRUNC && !makes)
        note(CUT, inode_of(file), 0, "", 0);
    return file;
}

#define MODE_OF(flags)                     \
    mode_t mode = 0;                       \
    if (flags & (O_CREAT | O_TMPFILE)) {   \
        va_list rest;                      \
        va_start(rest, flags);             \
        mode = va_arg(rest, mode_t);       \
        va_end(rest);                      \
    }

int open(const char *path, int flags, ...) { MODE_OF(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE_OF(flags) return opened(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE_OF(flags) return opened(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE_OF(flags) return opened(at, path, flags, mode); }

int close(int file)
{
    if (file >= 0 && file < MOST_FILES)
        watched[file] = 0;
    return syscall(SYS_close, file);
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t place)
{
    if (is_watched(file) && is_refused())
        return -1;
    ssize_t done = syscall(SYS_pwrite64, file, bytes, length, place);
    if (done > 0 && is_watched(file))
        note(WRITTEN, inode_of(file), place, bytes, done);
    return done;
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t place) { return pwrite64(file, bytes, length, place); }

ssize_t write(int file, const void *bytes, size_t length)
{
    if (!is_watched(file))
        return syscall(SYS_write, file, bytes, length);
    if (is_refused())
        return -1;
    struct stat found;
    int appends = fcntl(file, F_GETFL) & O_APPEND;
    off64_t place = appends && !fstat(file, &found) ? found.st_size : lseek64(file, 0, SEEK_CUR);
    ssize_t done = syscall(SYS_write, file, bytes, length);
    if (done > 0)
        note(WRITTEN, inode_of(file), place, bytes, done);
    return done;
}

ssize_t writev(int file, const struct iovec *parts, int n)
{
    if (!is_watched(file))
        return syscall(SYS_writev, file, parts, n);
    return n ? write(file, parts[0].iov_base, parts[0].iov_len) : 0; /* the rest is asked for again */
}

int ftruncate64(int file, off64_t length)
{
    if (is_watched(file) && is_refused())
        return -1;
    int done = syscall(SYS_ftruncate, file, length);
    if (!done && is_watched(file))
        note(CUT, inode_of(file), length, "", 0);
    return done;
}

int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

/* Nothing waits for the real disk: what would stand on it is what the log says. */
static int synced(int file, long how)
{
    if (!is_watched(file))
        return syscall(how, file);
    if (is_refused())
        return -1;
    note(SYNCING, inode_of(file), 0, "", 0);
    note(SYNCED, inode_of(file), 0, "", 0);
    return 0;
}

int fsync(int file) { return synced(file, SYS_fsync); }
int fdatasync(int file) { return synced(file, SYS_fdatasync); }

static int renamed(const char *from, const char *to, int done)
{
    if (!done && is_within(to)) {
        char both[8192];
        int length = snprintf(both, sizeof both, "%s%c%s", from, 0, to);
        note(RENAMED, 0, 0, both, length);
    }
    return done;
}

int rename(const char *from, const char *to)
{
    if (is_within(to) && is_name_refused())
        return -1;
    return renamed(from, to, syscall(SYS_rename, from, to));
}

int unlink(const char *path)
{
    if (is_within(path) && is_name_refused())
        return -1;
    int done = syscall(SYS_unlink, path);
    if (!done && is_within(path))
        note(REMOVED, 0, 0, path, strlen(path));
    return done;
}

int unlinkat(int at, const char *path, int flags)
{
    char found[64], whole[4096] = "";
    if (at != AT_FDCWD && path[0] != '/') {
        snprintf(found, sizeof found, "/proc/self/fd/%d", at);
        ssize_t length = readlink(found, whole, sizeof whole - 2);
        whole[length < 0 ? 0 : length] = '/';
    }
    strncat(whole, path, sizeof whole - strlen(whole) - 1);
    int done = syscall(SYS_unlinkat, at, path, flags);
    if (!done && is_within(whole))
        note(REMOVED, 0, 0, whole, strlen(whole));
    return done;
}

int rmdir(const char *path)
{
    int done = syscall(SYS_rmdir, path);
    if (!done && is_within(path))
        note(REMOVED, 0, 0, path, strlen(path));
    return done;
}

int mkdir(const char *path, mode_t mode)
{
    if (is_within(path) && is_refused()) /* which takes a block */
        return -1;
    int done = syscall(SYS_mkdir, path, mode);
    if (!done && is_within(path))
        note(FOLDER_MADE, 0, 0, path, strlen(path));
    return done;
}

/* Ways of copying that nothing else here would see; who asks for them falls back on plain writes. */
ssize_t sendfile64(int to, int from, off64_t *place, size_t length)
{
    if (is_watched(to)) {
        errno = ENOTSOCK;
        return -1;
    }
    return syscall(SYS_sendfile, to, from, place, length);
}

ssize_t sendfile(int to, int from, off_t *place, size_t length) { return sendfile64(to, from, place, length); }

ssize_t copy_file_range(int from, off64_t *a, int to, off64_t *b, size_t length, unsigned flags)
{
    if (is_watched(to)) {
        errno = EXDEV;
        return -1;
    }
    return syscall(SYS_copy_file_range, from, a, to, b, length, flags);
}
