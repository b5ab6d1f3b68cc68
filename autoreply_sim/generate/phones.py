"""Telephone numbers that cannot be anybody's.

United States and Canada: 555-0100 to 555-0199 of each area code, which are kept for fiction; when those run out,
exchanges that begin with 0 or 1, which no exchange does. France: the ranges that Arcep keeps for fiction. United
Kingdom: Ofcom's. When one of these runs out, its numbers with a digit too many. Everywhere else: +999, the calling
code of no country.
"""

from __future__ import annotations

from collections.abc import Sequence

from autoreply_sim.codes import Line

_UNITED_STATES = """
201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 234 239 240 248 251
252 253 254 256 260 262 267 269 270 276 281 301 302 303 304 305 307 308 309 310 312 313 314 315 316 317 318
319 320 321 323 325 330 331 334 336 337 339 347 351 352 360 361 385 386 401 402 404 405 406 407 408 409 410
412 413 414 415 417 419 423 424 425 432 434 435 440 443 469 478 479 480 484 501 502 503 504 505 507 508 509
510 512 513 515 516 517 518 520 530 540 541 559 561 562 563 567 570 571 573 574 580 585 586 601 602 603 605
606 607 608 609 610 612 614 615 616 617 618 619 620 623 626 630 631 636 641 646 650 651 660 661 662 678 682
701 702 703 704 706 707 708 712 713 714 715 716 717 718 719 720 724 727 731 732 734 740 754 757 760 763 765
770 772 773 774 775 781 785 786 801 802 803 804 805 806 808 810 812 813 814 815 816 817 818 828 830 831 832
843 845 847 848 850 856 857 858 859 860 862 863 864 865 870 901 903 904 906 907 908 909 910 912 913 914 915
916 917 918 919 920 925 928 931 936 937 940 941 947 949 951 952 954 956 970 971 972 973 978 979 980 985 989
"""
_CANADA = """
204 226 236 249 250 289 306 343 365 403 416 418 431 437 438 450 506 514 519 579 581 587 604 613 639 647 705
709 778 780 782 807 819 825 867 873 902 905
"""
_AREAS = {"US": _UNITED_STATES.split(), "CA": _CANADA.split()}
_RESERVED = {
    "FR": (
        ("+33639980000",),
        ("+33199000000", "+33261910000", "+33353010000", "+33465710000", "+33536490000"),
    ),
    "GB": (
        ("+447700900000",),
        ("+442079460000", "+441134960000", "+441214960000", "+441314960000", "+441632960000"),
    ),
}
"""The first numbers of the ranges that are kept for fiction: of mobiles, and of landlines."""
_DIGITS = {"FR": 4, "GB": 3}
"""How many of the last digits are free."""


def fictional_numbers(country: str, line: Line, least: int) -> list[str]:
    """Return at least so many different numbers (E.164), those that are kept for fiction first.

    Mobiles and landlines share no number.
    """
    if country in _AREAS:
        return _north_american(_AREAS[country], line, least)
    if country in _RESERVED:
        starts, digits = _RESERVED[country][line], _DIGITS[country]
        return _of_ranges([start[:-digits] for start in starts], digits, least)
    return [f"+999{int(line)}{number:08d}" for number in range(least)]


def _north_american(areas: Sequence[str], line: Line, least: int) -> list[str]:
    found = [f"+1{area}55501{number:02d}" for number in range(int(line), 100, 2) for area in areas]
    more = max(least - len(found), 0) // len(areas) + 1
    return found + [f"+1{area}{int(line)}{number:06d}" for number in range(more) for area in areas]


def _of_ranges(starts: Sequence[str], digits: int, least: int) -> list[str]:
    found: list[str] = []
    while len(found) < least:
        found += [f"{start}{number:0{digits}d}" for number in range(10**digits) for start in starts]
        digits += 1
    return found
