"""The summary of twenty pages: ours against the same marks drawn with bare ReportLab calls."""

from benchmarks.measuring import Result, folder_in_memory, interleaved, seconds
from benchmarks.raw_drawing import draw_raw
from exports.content.summary import summary_document
from exports.papers import write_summary
from exports.pdf.documents import lay_out
from tests.exports.sample_summary import twenty_pages

REPEATS = 15
BUDGET = 1.5


def measure() -> Result:
    """Medians of writing the file, imports and fonts already loaded for both."""
    summary = twenty_pages()
    pages = len(lay_out(summary_document(summary)).pages)
    with folder_in_memory() as folder:
        path, bare_path = folder / "ours.pdf", folder / "bare.pdf"
        ours, bare = interleaved(
            lambda: seconds(lambda: write_summary(summary, path)),
            lambda: seconds(lambda: draw_raw(summary, bare_path)),
            REPEATS,
        )
    return Result(
        ours=ours,
        reference=bare,
        unit="s",
        budget=BUDGET,
        note=f"{pages} pages; median of {REPEATS}; the reference knows every place beforehand",
    )
