/* A disk that needs 20 ms for every sync, for whoever is started with this in LD_PRELOAD. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>

static const struct timespec slow = {0, 20 * 1000 * 1000};

int fsync(int file)
{
    nanosleep(&slow, 0);
    return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(file);
}

int fdatasync(int file)
{
    nanosleep(&slow, 0);
    return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(file);
}
