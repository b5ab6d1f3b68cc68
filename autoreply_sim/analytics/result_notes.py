"""What a reader of a result has to know before anything else, English and French."""

from __future__ import annotations

from autoreply_sim.analytics.phrases import Pair

ENOUGH = 10
"""From how many replications on nothing is said of their being few."""

CHANGES_NOTHING: Pair = (
    "“{name}” changes nothing: its settings are those of “{base}”.",
    "« {name} » ne change rien : ses réglages sont ceux de « {base} ».",
)
ONE_ONLY: Pair = (
    "With one replication there are no intervals: nobody can tell how much of a figure is chance.",
    "Avec une seule réplication, il n’y a pas d’intervalle : impossible de dire quelle part est due au hasard.",
)
FEW_ONLY: Pair = (
    "With {replications} replications intervals are wide, and a real difference may be lost in them; take {enough}.",
    "Avec {replications} réplications, un écart réel peut se perdre dans de larges intervalles ; prenez-en {enough}.",
)
NOT_REACHED: Pair = (
    "After {replications} replications the intervals are not yet as narrow as was asked.",
    "Après {replications} réplications, les intervalles ne sont pas encore aussi étroits que demandé.",
)
