// The page that every banner is put on: the front page of an association as a CMS would give it, one document and one
// theme style sheet, no pictures and nothing from other hosts. It is made, not stored: some 60 kB that nobody reads.
import { STYLE } from "./style.mjs";

export { STYLE };

const TOWNS = (
  "Aabenraa Aalborg Aarhus Assens Ballerup Billund Bornholm Brøndby Esbjerg Faxe Fredericia Frederikshavn Greve " +
  "Haderslev Hedensted Helsingør Herning Hillerød Hjørring Holbæk Holstebro Horsens Ikast Kalundborg Kolding Køge " +
  "Lemvig Lolland Mariagerfjord Middelfart Morsø Norddjurs Nyborg Næstved Odense Randers Ringsted Roskilde Silkeborg " +
  "Skanderborg Skive Slagelse Svendborg Sønderborg Thisted Tønder Varde Vejle Viborg Vordingborg"
).split(" ");

const MENU = {
  "Bliv klogere": ["Hvad er et fleksjob?", "Løntilskud og lønberegning", "Ferie, sygdom og barsel", "Når jobbet ophører", "Ordbog fra A til Å"],
  "Få hjælp": ["Ring til rådgivningen", "Bisidder til mødet", "Skabeloner til breve", "Spørgsmål og svar", "Hjælp på nettet"],
  "Vær med": ["Bliv medlem", "Bliv frivillig", "Find din lokalafdeling", "Støt foreningen", "Til virksomheder"],
  "Om os": ["Hvem er vi?", "Bestyrelse og vedtægter", "Årsrapporter", "Presse", "Kontakt"],
};

const STORIES = [
  ["Flere får job på få timer om ugen", "Nye tal viser, at hvert fjerde nye job er på under ti timer.", "Arbejdsgiverne siger, at de små job løser opgaver, som ellers ingen når. Medlemmerne siger, at de får en grund til at stå op. Vi har talt med begge sider og samlet fem råd til den første samtale."],
  ["Sådan læser du din lønseddel", "En ny vejledning går den igennem linje for linje.", "Lønnen kommer fra to steder, og det gør sedlen svær. Vejledningen viser med tre eksempler, hvad der er løn, hvad der er tilskud, og hvad der bliver trukket i skat. Du kan hente den og skrive den ud."],
  ["Kommunen skal svare inden for fristen", "Ankestyrelsen gav to medlemmer ret.", "De havde ventet i otte og elleve måneder. Afgørelsen siger klart, at travlhed ikke er en undskyldning. Her kan du se, hvad du selv kan skrive, når fristen er overskredet, og hvem du kan ringe til."],
  ["Tyve år med frivillige", "Vi fejrer dem, der tager telefonen.", "Siden den første rådgiver satte sig ved et køkkenbord, har godt fire hundrede mennesker svaret på opkald. Nogle har været med fra begyndelsen. De fortæller, hvad der har ændret sig, og hvad der aldrig gør."],
  ["Webinar om træthed på arbejdet", "Hvordan siger man det til chefen?", "En arbejdsmediciner og en tillidsrepræsentant fortæller, hvad der hjælper, og svarer på spørgsmål. Det varer en time, det er gratis, og du kan slukke kameraet. Optagelsen bliver lagt på siden bagefter."],
  ["Nyt om pension og efterløn", "Reglerne ændrer sig ved nytår.", "Aldersgrænsen flytter sig for dem, der er født efter 1967, og indbetalingen til ordningen bliver større. Vi forklarer, hvem det gælder, hvad du skal gøre før jul, og hvad du roligt kan lade ligge."],
  ["Et køkken uden tunge gryder", "En kantine i Vejle har lavet alle arbejdsgange om.", "Det begyndte med én medarbejder, der ikke kunne løfte. Nu løfter ingen. Køkkenchefen viser rundt og fortæller, hvad det kostede, hvad kommunen betalte, og hvorfor sygefraværet er faldet til det halve."],
  ["Høringssvar om de nye regler", "Vi bakker op, men ikke om det hele.", "Forslaget gør det lettere at skifte arbejdsgiver. Det er godt. Men det gør det også lettere at sende mennesker i praktik uden ende. Læs, hvad vi har skrevet til ministeriet, og hvad andre foreninger mener."],
  ["Ung og allerede visiteret", "Tre medlemmer under tredive fortæller.", "Vennerne er i gang med karrieren, og selv har man elleve timer om ugen. De taler om at sige det højt på den første date, om at blive misundt og om den dag, det holdt op med at være et nederlag."],
  ["Generalforsamling i marts", "Kom og stem, også hjemmefra.", "I år kan du for første gang stemme på nettet. Forslag skal være hos os senest fire uger før. Bestyrelsen foreslår uændret kontingent og et nyt udvalg for mennesker med skjulte handicap."],
  ["Når kroppen vil, men hovedet siger stop", "Om job efter en hjernerystelse.", "Lys, lyd og mange mennesker er det værste. Vi har samlet, hvad andre har fået indrettet: en skærm om bordet, faste pauser, møder om formiddagen. Meget af det koster ingenting og kan aftales i morgen."],
  ["Regnskabet er godkendt", "Et lille overskud går til rådgivningen.", "Vi har fået flere medlemmer og færre udgifter til lokaler. Pengene går til at holde telefonen åben to aftener mere om ugen. Hele regnskabet ligger som fil, og revisoren har ingen bemærkninger."],
];

const GATHERINGS = ["Åbent hus med kaffe", "Netværk for nye medlemmer", "Gåtur i roligt tempo", "Fælles madlavning", "Rådgiveren er på besøg", "Foredrag: søvn og smerter", "Skriveværksted", "Spilaften uden larm", "Kursus: mødet med kommunen", "Sommerhygge i parken"];
const PLACES = ["Frivilligcentret", "Biblioteket", "Medborgerhuset", "Sundhedshuset", "Kulturhuset", "Aktivitetscentret"];
const MONTHS = ["januar", "februar", "marts", "april", "maj"];

const QUESTIONS = [
  ["Hvor mange timer kan man arbejde?", "Så mange eller så få, som du kan holde til. Kommunen fastsætter timerne sammen med dig og arbejdsgiveren, og de kan ændres, hvis du får det bedre eller dårligere."],
  ["Kan jeg selv finde jobbet?", "Ja, og det gør de fleste. Du må godt søge helt almindelige stillinger og spørge, om de kan laves om. Kommunen skal godkende det, før du begynder."],
  ["Hvad får jeg i løn?", "Arbejdsgiveren betaler for det, du kan nå. Kommunen lægger et tilskud oveni, som bliver mindre, jo mere du tjener. Tilskuddet er højest 98 procent af dagpengene."],
  ["Må jeg have et fritidsjob ved siden af?", "Det kommer an på, om du bruger kræfter, som kommunen har regnet med i jobbet. Spørg, før du siger ja. Rådgivningen kan hjælpe med at skrive spørgsmålet."],
  ["Hvad sker der, når jeg bliver syg?", "Du får løn eller sygedagpenge som andre. Meld dig syg hos arbejdsgiveren og til kommunen. Er du længe væk, skal der holdes et møde om, hvordan du kommer tilbage."],
  ["Kan jeg flytte til en anden kommune?", "Ja. Din nye kommune overtager sagen og må ikke begynde forfra. Bed om at få akterne sendt, og behold selv en kopi af det hele."],
];

const slug = (text) => text.toLowerCase().replaceAll("å", "aa").replaceAll("æ", "ae").replaceAll("ø", "oe").replace(/[^a-z0-9]+/g, "-");

const menu = Object.entries(MENU)
  .map(
    ([title, links], place) => `<li id="menu-item-${310 + place}" class="menu-item menu-item-has-children nav__item has-small-font-size"><a class="nav__link" href="/${slug(title)}/">${title}</a>
<ul class="sub-menu nav__sub has-base-background-color">${links.map((link, below) => `<li id="menu-item-${340 + 10 * place + below}" class="menu-item menu-item-type-post_type nav__item"><a class="nav__link" href="/${slug(title)}/${slug(link)}/">${link}</a></li>`).join("\n")}</ul></li>`,
  )
  .join("\n");

const story = ([title, lead, text], place) => `<article id="post-${4820 - 13 * place}" class="post type-post status-publish card is-layout-flow has-border has-shadow">
<header class="card__header"><p class="card__meta has-small-font-size"><time datetime="2026-11-${20 - place}">${20 - place}. november 2026</time> · ${place % 3 ? "Nyheder" : "Politik"}</p>
<h3 class="card__title has-large-font-size"><a href="/nyheder/${slug(title)}/">${title}</a></h3></header>
<p class="card__lead has-medium-font-size">${lead}</p><p class="card__text">${text}</p>
<footer class="card__footer"><a class="more-link" href="/nyheder/${slug(title)}/#more">Læs hele artiklen: ${title}</a></footer></article>`;

const gathering = (town, place) => {
  const day = `${1 + ((place * 7) % 28)}. ${MONTHS[Math.floor(place / 10)]}`;
  return `<li class="event is-layout-flex event--${slug(town)}"><p class="event__day">${day}</p><div class="event__body"><h4 class="event__title"><a href="/kalender/${slug(town)}-${place}/">${GATHERINGS[(place * 3) % 10]}</a></h4><p class="event__place">${PLACES[(place * 5) % 6]} i ${town}, kl. ${10 + (place % 9)}.00. ${place % 4 ? "Tilmelding er ikke nødvendig." : "Meld dig til hos den lokale formand, der er få pladser."}</p></div></li>`;
};

const chapter = (town, place) => `<li class="chapter has-border"><h4 class="chapter__title">${town}</h4><p>Formand: se <a href="/afdelinger/${slug(town)}/">afdelingens side</a>. Telefon <a href="tel:+45000000${10 + place}">00 00 00 ${10 + place}</a>, hverdage kl. ${9 + (place % 3)} til ${12 + (place % 4)}.</p></li>`;

/** The page, with `head` at the beginning of its head and a link to open the settings. */
export const page = (head) => `<!doctype html>
<html lang="da" class="no-js">
<head>
${head}
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Foreningen for mennesker i fleksjob</title>
<meta name="description" content="Vi hjælper mennesker, der arbejder på nedsat tid, og dem, der gerne vil.">
<link rel="stylesheet" href="/site.css">
</head>
<body class="home page-template-default page has-base-background-color">
<a class="skip-link" href="#content">Gå til indholdet</a>
<header class="site-header is-layout-flex"><p class="site-title has-x-large-font-size"><a href="/" rel="home">Fleksforeningen</a></p>
<nav class="nav" aria-label="Menu"><ul class="nav__list">${menu}</ul></nav></header>
<main id="content" class="site-main">
<section class="hero has-accent-background-color"><h1 class="hero__title has-huge-font-size">Et arbejdsliv, der passer til dig</h1>
<p class="hero__lead has-large-font-size">Vi er en landsdækkende forening for mennesker, der arbejder på nedsat tid. Ring, skriv, eller kom forbi. Det er gratis, og du behøver ikke være medlem for at få hjælp.</p>
<p class="hero__actions is-layout-flex"><a class="button button--primary" href="/bliv-medlem/">Bliv medlem</a> <a class="button" href="/raadgivning/">Ring til rådgivningen</a></p></section>
<section class="section"><h2 class="section__title has-x-large-font-size">Nyt fra foreningen</h2><div class="cards is-layout-grid">${STORIES.map(story).join("\n")}</div></section>
<section class="section"><h2 class="section__title has-x-large-font-size">Kalender</h2><h3 class="section__sub">De næste måneder</h3><ul class="events">${TOWNS.map(gathering).join("\n")}</ul></section>
<section class="section"><h2 class="section__title has-x-large-font-size">Det spørger mange om</h2>${QUESTIONS.map(([asked, answer]) => `<details class="question has-border"><summary class="question__title">${asked}</summary><p>${answer}</p></details>`).join("\n")}</section>
<section class="section"><h2 class="section__title has-x-large-font-size">Find din lokalafdeling</h2><h3 class="section__sub">Fra A til V</h3><ul class="chapters is-layout-grid">${TOWNS.map(chapter).join("\n")}</ul></section>
</main>
<footer class="site-footer has-contrast-background-color"><p>Fleksforeningen, Eksempelvej 1, 5000 Odense C. <a href="mailto:kontakt@example.dk">kontakt@example.dk</a></p>
<p><a href="#cookies">Cookieindstillinger</a> · <a href="/privatliv/">Privatliv</a></p></footer>
</body>
</html>
`;
