"""PDF files for tests: pages of one colour each, made by the library that the app reads them with."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

A4_LANDSCAPE_PT = (842, 595)


def write_pdf(
    path: Path, colors: Sequence[tuple[int, int, int]], size_pt: tuple[float, float] = A4_LANDSCAPE_PT
) -> Path:
    """Write a file with one page per colour."""
    document = pdfium.PdfDocument.new()
    for red, green, blue in colors:
        page = document.new_page(*size_pt)
        ground = raw.FPDFPageObj_CreateNewRect(0, 0, *(ctypes.c_float(side) for side in size_pt))
        raw.FPDFPageObj_SetFillColor(ground, red, green, blue, 255)
        raw.FPDFPath_SetDrawMode(ground, raw.FPDF_FILLMODE_ALTERNATE, False)
        raw.FPDFPage_InsertObject(page, ground)
        page.gen_content()
        page.close()
    document.save(path)
    document.close()
    return path
