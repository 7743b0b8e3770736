"""A certificate as a PDF page, with a QR code by which anybody may verify it."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import segno
from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos

from five_steps.graphql_api.incentives.certificates.certificate import Certificate
from five_steps.graphql_api.incentives.certificates.pdf_font import BOLD, REGULAR, write_font
from five_steps.graphql_api.incentives.certificates.wording import (
    LAW,
    REVOKED,
    SCAN,
    TITLE,
    Wording,
    wording,
)

_FAMILY = "Noto Sans SC"
_WIDTH, _HEIGHT = 210, 297
_MARGIN = 28
_QR_MM = 34
_QR_BORDER = 4
"""Blank modules around a QR code, without which it is not read."""
_FACT_MM = 12
_RED = (190, 30, 45)


def certificate_pdf(certificate: Certificate, verify_url: str) -> bytes:
    """The page, an A4 sheet; `verify_url` is what the QR code leads to. It takes a while."""
    texts = wording(certificate)
    with TemporaryDirectory() as folder:
        pdf = FPDF(format="A4")
        pdf.set_auto_page_break(False)
        pdf.set_margins(_MARGIN, _MARGIN)
        for style, weight in (("", REGULAR), ("B", BOLD)):
            path = Path(folder, f"{weight}.ttf")
            write_font(path, texts.all, weight=weight)
            pdf.add_font(_FAMILY, style, path)
        pdf.set_title(f"{TITLE} {certificate.number}")
        pdf.set_lang("zh-CN")
        pdf.set_creation_date(certificate.issued_at)
        pdf.add_page()
        _frame(pdf)
        _text(pdf, texts)
        _qr(pdf, verify_url, x=_MARGIN, y=196)
        if texts.revocation:
            _stamp(pdf, texts.revocation)
        # The fonts are read once more as the page is put together.
        return bytes(pdf.output())


def _frame(pdf: FPDF) -> None:
    pdf.set_draw_color(*_RED)
    for inset, width in ((12, 1.2), (14.5, 0.3)):
        pdf.set_line_width(width)
        pdf.rect(inset, inset, _WIDTH - 2 * inset, _HEIGHT - 2 * inset)


def _text(pdf: FPDF, texts: Wording) -> None:
    pdf.set_y(44)
    _line(pdf, TITLE, 28, bold=True, align=Align.C)
    pdf.ln(6)
    _line(pdf, texts.number, 11, align=Align.C)
    pdf.set_y(84)
    _line(pdf, texts.opening, 13)
    pdf.ln(7)
    for label, value in texts.facts:
        _fact(pdf, label, value)
    pdf.set_y(208)
    for text in (texts.issuer, texts.date):
        _line(pdf, text, 13, align=Align.R)
        pdf.ln(3)
    pdf.set_y(246)
    for text in (texts.digest, LAW):
        _line(pdf, text, 7.5)
        pdf.ln(1)


def _fact(pdf: FPDF, label: str, value: str) -> None:
    pdf.set_font(_FAMILY, size=13)
    pdf.cell(32, _FACT_MM, label)
    pdf.set_font(_FAMILY, "B", 13)
    pdf.cell(0, _FACT_MM, value, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _line(pdf: FPDF, text: str, size: float, *, bold: bool = False, align: Align = Align.L) -> None:
    pdf.set_font(_FAMILY, "B" if bold else "", size)
    pdf.cell(0, size * 0.5, text, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _qr(pdf: FPDF, url: str, *, x: float, y: float) -> None:
    """Draw the code as rectangles: sharp at any size, and no image has to be decoded."""
    matrix = segno.make(url, error="m", micro=False).matrix
    module = _QR_MM / (len(matrix) + 2 * _QR_BORDER)
    left, top = x + _QR_BORDER * module, y + _QR_BORDER * module
    pdf.set_fill_color(0)
    for row, bits in enumerate(matrix):
        for column, length in _runs(bits):
            pdf.rect(left + column * module, top + row * module, length * module, module, style="F")
    pdf.set_xy(x, y + _QR_MM)
    pdf.set_font(_FAMILY, size=9)
    pdf.cell(_QR_MM, 5, SCAN, align=Align.C)


def _runs(bits: bytearray) -> Iterator[tuple[int, int]]:
    """Where dark modules begin in a row, and how many follow each other."""
    column = 0
    for dark, run in groupby(bits):
        length = len(list(run))
        if dark:
            yield column, length
        column += length


def _stamp(pdf: FPDF, revocation: str) -> None:
    pdf.set_text_color(*_RED)
    with pdf.rotation(24, _WIDTH / 2, 150):
        pdf.set_xy(_MARGIN, 140)
        pdf.set_font(_FAMILY, "B", 64)
        pdf.cell(0, 24, REVOKED, align=Align.C)
    pdf.set_xy(_MARGIN, 182)
    pdf.set_font(_FAMILY, "B", 13)
    pdf.cell(0, 8, revocation, align=Align.C)
    pdf.set_text_color(0)
