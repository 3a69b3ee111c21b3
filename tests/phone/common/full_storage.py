"""Browsers whose storage is full to the last sign, or barred."""

FULL = """() => {
    let piece = "x".repeat(1 << 20);
    for (let n = 0; piece; n += 1) {
        try { localStorage.setItem(`stuff${n}`, piece); }
        catch { piece = piece.slice(piece.length / 2 + 0.5); }
    }
}"""
BARRED = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("barred"); },
});"""
