using System.Collections.Frozen;

namespace TieredRouting.Signals;

/// <summary>The words that attempts to steer a model are made of, in small letters without accents: English, and what is said for it in other languages of the Latin script.</summary>
internal static class InjectionWords
{
    private static readonly (InjectionWord Kind, string Words)[] Groups =
    [
        (InjectionWord.Disregard, """
            ignore ignoring disregard disregarding forget forgetting override overriding overrule bypass bypassing discard neglect circumvent violate unlearn abandon
            ignoriere ignorieren vergiss vergesst vergessen missachte missachten ignorez oublie oubliez ignora ignorar ignorad ignoren olvida olviden olvidad olvide
            desconsidere desconsidera esqueca esquece ignorate dimentica dimenticate negeer vergeet ignorera glom zignoruj zapomnij
            """),
        (InjectionWord.Which, """
            previous prior preceding earlier above foregoing initial original system existing current given all any every your these those safety content former
            vorherigen bisherigen obigen fruheren alle deine ihre precedentes precedente anteriores anterior previas previos todas todos tus suas seus votre vos tes toutes tous
            precedenti tutte vorige eerdere tidigare poprzednie wszystkie
            """),
        (InjectionWord.Instruction, """
            instruction instructions directive directives prompt prompts guideline guidelines anweisung anweisungen instrucciones instrucoes istruzioni instructies instruktioner
            consignes directrices vorgaben instrukcje
            """),
        (InjectionWord.Rule, """
            rule rules command commands orders policy policies restriction restrictions limitation limitations constraint constraints filter filters safeguard safeguards guardrail
            guardrails programming regeln reglas regras regles regole regels ordres ordenes befehle
            """),
        (InjectionWord.Before, "above everything everthing anything foregoing alles todo tudo tout tutto"),
        (InjectionWord.Document, """
            webpage website page document article function code text email mail message paper study table context resume file content contents data passage question task summary
            conversation transcript pagina texto documento articulo artigo seite dokument texte
            """),
        (InjectionWord.Say, """
            state say respond reply answer claim declare conclude admit declara declare diga di responda responde sage sag schreibe antworte dis reponds rispondi
            """),
        (InjectionWord.Ask, """
            reveal tell give show share print repeat output display disclose leak expose confirm provide what whats say need dump divulge spell encode translate recite
            verrate sag nenne gib zeige dime revela muestra diga qual was wie quelle dis donne revele montre dimmi compartilhe compartilha comparta comparte partage teile
            """),
        (InjectionWord.Secret, "password passwords passcode passcodes passphrase secret secrets passwort kennwort geheimnis senha contrasena parola wachtwoord losenord haslo"),
        (InjectionWord.Owner, "your ur our system secret hidden initial dein deine deinen tu tua sua seu teu votre ton tuo"),
        (InjectionWord.Unbound, "dan jailbroken unrestricted uncensored unfiltered unbound"),
        (InjectionWord.ModeName, "developer dan god jailbreak jailbroken unrestricted override sudo root debug maintenance admin administrator system dev"),
        (InjectionWord.Mode, "mode modus modo"),
        (InjectionWord.Enter, "entering activated now initiated engaged"),
        (InjectionWord.Play, "pretend act roleplay become immerse simulate role known called"),
        (InjectionWord.And, "and then instead but you und y e et"),
        (InjectionWord.You, "you du sie tu"),
        (InjectionWord.Must, "must have shall musst mussen devez debes deve"),
        (InjectionWord.Obey, "obey comply listen answer beantworten"),
        (InjectionWord.My, "my meine minhas mis mes"),
        (InjectionWord.Route, "route reroute downgrade escalate"),
        (InjectionWord.Use, "use using pick choose select send switch route"),
        (InjectionWord.Cheap, "cheapest smallest cheaper fastest low"),
        (InjectionWord.Target, "model models tier tiers endpoint llm nano mini"),
        (InjectionWord.This, "this request message action call task"),
        (InjectionWord.Already, "already pre"),
        (InjectionWord.Cleared, "approved preapproved authorized authorised needed required necessary"),
        (InjectionWord.Check, "approval approvals review gates"),
        (InjectionWord.Skip, "skip bypass no without"),
        (InjectionWord.Label, "treat classify label mark consider"),
        (InjectionWord.Personal, "address birth birthday birthdate birthplace born live lives living residence reside resides residing city phone initials salary color colour email"),
        (InjectionWord.Deny, "not dont never cannot cant wont without avoid nobody refuse forbidden"),
        (InjectionWord.Disclose, "reveal share disclose tell give provide leak expose divulge show revealing sharing disclosing mention"),
        (InjectionWord.Private, "private personal confidential"),
        (InjectionWord.Where, "where when which using"),
        (InjectionWord.Do, "do"),
        (InjectionWord.Anything, "anything"),
        (InjectionWord.Omit, "skip bypass circumvent"),
        (InjectionWord.Consent, "approval approvals"),
    ];

    private static readonly FrozenDictionary<string, InjectionWord>.AlternateLookup<ReadOnlySpan<char>> ByWord = Index();

    /// <summary>For each two letters that a word may begin with, a bit for each length: most words are told from these by that alone.</summary>
    private static readonly uint[] Beginnings = Filter();

    /// <summary>Whether a word, in letters of either case, may be one of these.</summary>
    public static bool MayHold(ReadOnlySpan<char> word) =>
        word.Length is > 1 and < 32 ? (Beginnings[Place(word)] >> word.Length & 1) != 0 : word.Length == 1;

    /// <summary>What a word in small letters may be.</summary>
    public static InjectionWord Of(ReadOnlySpan<char> word) => ByWord.TryGetValue(word, out var kind) ? kind : InjectionWord.None;

    private static IEnumerable<(string Word, InjectionWord Kind)> All =>
        from listed in Groups
        from word in listed.Words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        select (word, listed.Kind);

    private static int Place(ReadOnlySpan<char> word) => (word[0] & 0x1F) << 5 | word[1] & 0x1F;

    private static uint[] Filter()
    {
        var filter = new uint[1 << 10];
        foreach (var (word, _) in All.Where(known => known.Word.Length > 1))
            filter[Place(word)] |= 1u << word.Length;
        return filter;
    }

    private static FrozenDictionary<string, InjectionWord>.AlternateLookup<ReadOnlySpan<char>> Index() =>
        All.GroupBy(known => known.Word, known => known.Kind)
        .ToFrozenDictionary(words => words.Key, words => words.Aggregate((all, one) => all | one), StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();
}
