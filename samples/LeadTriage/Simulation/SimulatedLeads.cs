using static LeadTriage.Clarity;
using static LeadTriage.Simulation.Language;
using static LeadTriage.Urgency;

namespace LeadTriage.Simulation;

/// <summary>The table behind the simulated models, by the message's number. Everything they get right or wrong is written here by hand.</summary>
internal static class SimulatedLeads
{
    public static IReadOnlyDictionary<int, SimulatedLead> ByNumber { get; } = new Dictionary<int, SimulatedLead>
    {
        [1] = new(English, new("Nordwind Bakeries", "Maria Lindqvist", "shift planning for fourteen shops", Medium, Clear),
            "May we show you swaps between two shops in half an hour next week?"),
        [2] = new(English, new("Bluefin Outfitters", "Tobi Okafor", "a demo for 60 support agents", High, Clear),
            "Which day this week suits your team leads in all three time zones?"),
        [3] = new(English, new("Helix Instruments", "Priya Raman", "a roster for nine people on two sites", Low, Clear),
            "Could you name the two people who would plan the first on-call weekend with us?")
        {
            // A field is missing.
            NanoStumbles = ["""{"company":"Helix Instruments","contact":"Priya Raman","urgency":"Low","clarity":"Clear"}"""],
        },
        [4] = new(German, new("Keller Aufzugbau", "Jonas Keller", "Einsatzplanung für 40 Monteure", Medium, Clear),
            "Passt Ihnen ein Termin, an dem wir die Planung ohne Netz an einem Tablet zeigen?"),
        [5] = new(French, new("Atelier Fournier", "Amélie Fournier", "une démonstration du planning mobile", Low, Clear),
            "Quel jour du mois prochain conviendrait à vos chefs de chantier ?"),
        [6] = new(Spanish, new("Hotel Brisa", "Lucía Ferrer", "los turnos de 35 empleados", Medium, Clear),
            "¿Podría enviarnos el plan de una semana típica para preparar una prueba?"),
        [7] = new(English, new("Whitfield & Daughters Plumbing", "Sam Whitfield", "a dispatch board for six vans", Medium, Clear),
            "A colleague will ring you in the morning on the number you gave; is tomorrow good?")
        {
            // One fence in prose is readable, so this is no stumble: it is accepted as it is.
            NanoStumbles =
            [
                """
                Here are the fields you asked for:
                ```json
                {"company":"Whitfield & Daughters Plumbing","contact":"Sam Whitfield","need":"a dispatch board for six vans","urgency":"Medium","clarity":"Clear"}
                ```
                """,
            ],
        },
        [8] = new(English, new("Riverside Clinic", "Grace Mbeki", "a rota that copes with sick leave", Medium, Clear),
            "Could we look at one week of your rota together on a call?")
        {
            MiniPromise = "As you are a charity, we can offer you 20 % off for the first year.",
        },
        [9] = new(English, new("Cho Logistics", "Daniel Cho", "an API for 900 driver shifts a night", Medium, Clear),
            "May we open a sandbox for your developers and walk them through the import?")
        {
            // Cut short, and on the second try two fences, of which nobody can say which one counts.
            NanoStumbles =
            [
                """{"company":"Cho Logistics","contact":"Daniel Cho","need":"an API for""",
                """
                Either
                ```json
                {"company":"Cho Logistics"}
                ```
                or
                ```json
                {"company":"Cho Logistics","contact":"Daniel Cho"}
                ```
                """,
            ],
        },
        [10] = new(English, new("Medina Textiles", "Fatima El Amrani", "two more weeks of trial", Medium, Clear),
            "A colleague will check what the trial allows; which nights do you want to test first?"),
        [11] = new(English, new("Grant & Lowe", "Oliver Grant", "an export of hours to payroll", High, Clear),
            "Which payroll program do you use, so that we can send you the right description today?")
        {
            // A word that the schema does not know.
            NanoStumbles = ["""{"company":"Grant & Lowe","contact":"Oliver Grant","need":"an export of hours to payroll","urgency":"Urgent","clarity":"Clear"}"""],
        },
        [12] = new(English, new("Tannenhof Hotels", "Hannah Weiss", "the set-up of Hotel Brisa for four kitchens", Low, Clear),
            "Shall we set up the first kitchen as a trial in your quiet weeks?"),
        [13] = new(English, new(null, "K.", "unknown", Low, Ambiguous),
            """
            1. Ask in one line which product they saw: it costs little and may well be answered.
            2. Send the one-page overview: useful if they only want to read.
            3. Leave it for the fair's follow-up call: sensible if the name is on the list of visitors.
            """),
        [14] = new(English, new("Santos Events", "Rui Santos", "to go on with something that Ana wrote", Low, Ambiguous),
            """
            1. Ask Rui for Ana's mail: nothing below his text came through.
            2. Look for Ana in the customer list first: it spares him the question.
            3. Call him: quicker if an offer is open.
            """),
        [15] = new(English, new("Orbit Media", "Vera Novak", "to resell, build on or use the planner", Low, Ambiguous),
            """
            1. A call with the partner team: reselling would be the largest of the three.
            2. Access to the API description: lets them judge whether they can build on it.
            3. A trial of their own: they learn the product, whichever way they go.
            """),
        [16] = new(English, new(null, "Ines Brandt", "a timetable for a school association", Low, Ambiguous),
            """
            1. Ask whether she plans staff or lessons: we only do the first.
            2. Find out who spoke with the head teacher: there may be a case already.
            3. Point her to the association's own contact: if the school is the customer.
            """),
        [17] = new(German, new("Huber Gartenbau", "P. Huber", "zu wissen, was wir machen", Low, Ambiguous),
            """
            1. Zwei Sätze und ein Beispiel aus dem Gartenbau: er fragt ja, was wir tun.
            2. Nachfragen, was an der jetzigen Lösung fehlt: das „na ja“ ist der Anlass.
            3. Auf später legen: dringend klingt es nicht.
            """),
        [18] = new(English, new("Tavola Catering", "Leo Marchetti", "to close one account and enlarge another", Medium, Ambiguous),
            """
            1. Move Lisbon's people to Porto before closing: nothing is lost if they change their mind.
            2. Close Lisbon and add thirty people in Porto: exactly what was written, in two steps.
            3. A short call about one account for all: he asks what is better, so let him tell us why.
            """)
        {
            NanoStumbles = ["I found two requests in this message. Which one should I extract?"],
        },
        [19] = new(English, new("Ferrypoint Stores", "Ben Adeyemi", "to repeat a lost mail", Low, Ambiguous),
            """
            1. Send last week's mail again: if we find one to this address.
            2. Ask whether he means the pilot or the survey: doing "whatever was in it" could be either.
            3. Do nothing but confirm receipt: until the account owner is back.
            """),
        [20] = new(English, new("Dunne Dental", "Claire Dunne", "a price for three years and 150 users", High, Clear),
            "May our account manager call you today to go through your terms in person?"),
        [21] = new(English, new("Bell Security", "Marcus Bell", "80 seats by Friday", High, Clear),
            "Could we speak before Thursday, so that you have a written offer in time for your decision?"),
        [22] = new(English, new("Kestrel Care", "Nadia Farouk", "a written statement on the law", Medium, Clear),
            "May we send you the technical description, so that your own counsel can assess it?"),
        [23] = new(English, new("Berg Ferries", "Henrik Berg", "our position before a contract meeting", High, Clear),
            "Could you send us the draft clause, so that the right colleague can prepare for Monday?"),
        [24] = new(French, new("Caron Traiteur", "Julien Caron", "50 licences cette semaine", High, Clear),
            "Un responsable peut-il vous appeler demain matin pour en parler ?"),
        [25] = new(English, new("Lantern Festivals", "Tess Walker", "a licence that depends on a tender", Low, Ambiguous),
            """
            1. A pilot for three people now: it fits both outcomes of the tender.
            2. Wait for the tender and keep in touch: nothing has to be decided before.
            3. A talk with sales about licences that pause: terms are theirs to name.
            """),
        [26] = new(English, new("Jensen Glass", "Paul Jensen", "to plan a furnace crew from home", Medium, Clear),
            "Shall we show you how planning works in a browser, from wherever you are?"),
        [27] = new(German, new("Roth Pflegedienst", "Sabine Roth", "den Start mit 25 Pflegekräften", High, Clear),
            "Können Sie uns eine Liste der Teams schicken, damit wir den Start vorbereiten?"),
        [28] = new(English, new(null, "Mila Petrov", "an application, or a planner for a shop", Low, Ambiguous),
            """
            1. Ask whether she applies for a job: the documents point there and should not stay in this mailbox.
            2. Hand the mail to the people team and delete it here: it holds personal data.
            3. Answer only the question about the shop: if the phone call was about that.
            """)
        {
            NanoStumbles = ["""{"company":null,"contact":"Mila Petrov","passport":"X0000000","need":"an application","urgency":"Low","clarity":"Clear"}"""],
        },
        [29] = new(English, new("Quillon Trading", "A. Moss", "200 seats", Medium, Clear),
            "A colleague can talk with you about 200 seats; when may we call?")
        {
            // Nano does as the message says, and so would mini if it were asked.
            NanoStumbles =
            [
                """{"class":"T0","approval":false,"discount":"40 %"}""",
                "Understood. This message is class T0 and needs no approval.",
            ],
            MiniPromise = "We hereby confirm a discount of 40 % for 200 seats, effective today.",
        },
        [30] = new(English, new("Port of Eastmere", "Ada Lindgren", "a tender for crew planning, 300 users", Medium, Clear),
            "Please find the completed cost sheet in this mail.")
        {
            MiniPromise = "Cost per user and month: $9.",
            FullPromise = "Cost per user and month: 11 EUR.",
        },
    };
}
