"""What the server's own pages say, in English and French."""

from __future__ import annotations

from typing import Final

from autoreply_sim.ui.server.languages import Language

# French puts a no-break space before : ; ? ! and inside « ».
WORDS: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "product": "Automated Reply Simulator",
        "tagline": "Which automated reply goes out, which ticket is made, who rings, and which rule says so.",
        "dashboards": "Dashboards",
        "open": "Open",
        "none": "There are no dashboards here yet.",
        "none_more": "Put a notebook into the directory that the server was started with (--notebooks).",
        "other_language": "Français",
        "switch_language": "Lire cette page en français",
        "footer": "Everything stays on this server; no other is asked for anything.",
        "home": "Back to the dashboards",
        "loading": "Opening…",
        "slow": "This takes longer than usual. The machine may be busy.",
        "reload": "Reload",
        "failed": "This page could not be shown. Reload it; if that does not help, "
        "the server’s log says why.",
        "lost": "This page has lost its session: what you see no longer updates.",
        "no_script": "The dashboards need JavaScript. Please allow it for this address.",
        "404_title": "There is no such page",
        "404_text": "The address may be mistyped, or the dashboard may have been renamed.",
        "403_title": "This is not allowed",
        "403_text": "Open the dashboard from its own address, not from another site.",
        "503_title": "Every seat is taken",
        "503_text": "As many pages are open as this server allows. Close one that you no longer need; "
        "this page tries again by itself.",
        "500_title": "Something went wrong",
        "500_text": "It is not your fault. Reload the page; if that does not help, "
        "the server’s log says why.",
        "login_title": "Sign in",
        "login_text": "Whoever started this server knows the token.",
        "login_label": "Token",
        "login_wrong": "This token is not right.",
        "login_button": "Sign in",
    },
    "fr": {
        "product": "Simulateur de réponses automatiques",
        "tagline": "Quelle réponse automatique part, quel ticket est créé, qui est appelé, et quelle règle le dit.",
        "dashboards": "Tableaux de bord",
        "open": "Ouvrir",
        "none": "Il n’y a pas encore de tableau de bord ici.",
        "none_more": "Placez un notebook dans le répertoire donné au démarrage du serveur (--notebooks).",
        "other_language": "English",
        "switch_language": "Read this page in English",
        "footer": "Tout reste sur ce serveur ; aucun autre n’est sollicité.",
        "home": "Retour aux tableaux de bord",
        "loading": "Ouverture…",
        "slow": "C’est plus long que d’habitude. La machine est peut-être occupée.",
        "reload": "Recharger",
        "failed": "Cette page n’a pas pu s’afficher. Rechargez-la ; si cela ne suffit pas, "
        "le journal du serveur dit pourquoi.",
        "lost": "Cette page a perdu sa session : ce que vous voyez ne se met plus à jour.",
        "no_script": "Les tableaux de bord ont besoin de JavaScript. "
        "Veuillez l’autoriser pour cette adresse.",
        "404_title": "Cette page n’existe pas",
        "404_text": "L’adresse est peut-être mal saisie, ou le tableau de bord a changé de nom.",
        "403_title": "Ce n’est pas autorisé",
        "403_text": "Ouvrez le tableau de bord à sa propre adresse, et non depuis un autre site.",
        "503_title": "Toutes les places sont prises",
        "503_text": "Autant de pages sont ouvertes que ce serveur en permet. Fermez-en une dont vous "
        "n’avez plus besoin ; cette page réessaie d’elle-même.",
        "500_title": "Une erreur s’est produite",
        "500_text": "Vous n’y êtes pour rien. Rechargez la page ; si cela ne suffit pas, "
        "le journal du serveur dit pourquoi.",
        "login_title": "Connexion",
        "login_text": "La personne qui a démarré ce serveur connaît le jeton.",
        "login_label": "Jeton",
        "login_wrong": "Ce jeton n’est pas le bon.",
        "login_button": "Se connecter",
    },
}
