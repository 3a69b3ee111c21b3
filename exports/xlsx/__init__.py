"""Tables as a workbook."""
