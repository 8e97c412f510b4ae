namespace LeadTriage.Simulation;

/// <summary>The words around a reply's next step, by language.</summary>
internal static class SimulatedReplies
{
    public static string Of(SimulatedLead lead, string? promise, bool thorough)
    {
        var fields = lead.Fields;
        var (hello, thanks, careful, bye) = lead.Language switch
        {
            Language.German => (
                $"Guten Tag {fields.Contact},",
                $"vielen Dank für Ihre Nachricht. Sie schreiben über: {fields.Need}.",
                "Über Preise und rechtliche Fragen spricht gern eine Kollegin persönlich mit Ihnen.",
                "Freundliche Grüße, Ihr Harbourdesk-Team"),
            Language.French => (
                $"Bonjour {fields.Contact},",
                $"merci de votre message. Vous souhaitez : {fields.Need}.",
                "Pour les prix et les questions juridiques, un collègue vous répondra en personne.",
                "Cordialement, l'équipe Harbourdesk"),
            Language.Spanish => (
                $"Hola, {fields.Contact}:",
                $"gracias por su mensaje. Nos escribe por lo siguiente: {fields.Need}.",
                "De precios y cuestiones legales le hablará en persona un compañero.",
                "Un saludo, el equipo de Harbourdesk"),
            _ => (
                $"Hello {fields.Contact},",
                $"thank you for your message. We understand that you are looking for {fields.Need}.",
                "On prices and on questions of law, a colleague will come back to you in person.",
                "Kind regards, your Harbourdesk team"),
        };
        string?[] sentences = [thanks, promise, thorough ? careful : null, lead.NextStep];
        return $"{hello}\n\n{string.Join(' ', sentences.Where(sentence => sentence is not null))}\n\n{bye}";
    }
}
