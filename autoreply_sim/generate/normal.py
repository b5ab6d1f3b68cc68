"""Quantiles of the normal distribution: Wichura's PPND16 (Applied Statistics 37, algorithm AS 241), to 16 digits.

numpy draws normal values but has no quantiles, and scipy takes two seconds to import.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CENTRE = (
    (3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
     4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3),
    (1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
     2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3),
)  # fmt: skip
_TAIL = (
    (1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
     1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4),
    (1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
     1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9),
)  # fmt: skip
_FAR_TAIL = (
    (6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
     2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7),
    (1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
     7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15),
)  # fmt: skip
_Ratio = tuple[tuple[float, ...], tuple[float, ...]]


def normal_quantiles(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the standard normal quantiles of values between 0 and 1 exclusive, float64 [n]."""
    centred = values - 0.5
    found = centred * _ratio(_CENTRE, 0.180625 - centred * centred)
    tails = np.flatnonzero(np.abs(centred) > 0.425)
    beyond = values[tails]
    depth = np.sqrt(-np.log(np.minimum(beyond, 1.0 - beyond)))
    size = _ratio(_TAIL, depth - 1.6)
    far = np.flatnonzero(depth > 5.0)
    # Hardly ever is one so far out, and thirty steps over nothing take as long as over hundreds.
    if len(far):
        size[far] = _ratio(_FAR_TAIL, depth[far] - 5.0)
    found[tails] = np.copysign(size, centred[tails])
    return found


def _ratio(ratio: _Ratio, at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return one polynomial over another by Horner's rule, both at once."""
    highest, *middle, lowest = _columns(ratio)
    found = highest * at
    for coefficients in middle:
        found += coefficients
        found *= at
    found += lowest
    over: NDArray[np.float64] = np.divide(found[0], found[1], out=found[0])
    return over


@cache
def _columns(ratio: _Ratio) -> list[NDArray[np.float64]]:
    """Return float64 [2, 1] for each power, the highest first: the coefficients of both polynomials."""
    return list(np.array(ratio).T[::-1, :, None])
