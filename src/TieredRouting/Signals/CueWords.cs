namespace TieredRouting.Signals;

/// <summary>
/// The words that detectors need, by group, each looked for once for all of them. A star makes a word the beginning of others. A word that ordinary
/// text is full of has no place here: each hit costs as much as ten other words. Of words under four letters there are only those that begin with
/// 'a', 'd' or 'm', and none under two: ordinary text is half such words, and most of them are passed over unread.
/// </summary>
internal static class CueWords
{
    /// <summary>A key holds so many letters of a word; a stem has at least as many.</summary>
    public const int KeyLetters = 4;

    private const int PlaceBits = 13;
    private const uint Factor = 0x9E37_79B9;

    private static readonly (Cues Cues, string Words)[] Groups =
    [
        (Cues.InjectionVerb, "ignore ignoring disregard* forget* overrid* bypass* circumvent* jailbr* pretend* roleplay reveal* overrule* discard unrestricted uncensored unfiltered unlearn abandon neglect violate ignorier* ignorez ignora* vergiss* vergess* missachte* oublie* olvid* desconsider* esquec* ignorate dimentic* negeer vergeet zignoruj zapomnij glom"),
        (Cues.InjectionObject, "instruction instructions prompt prompts guideline guidelines policies safeguard* guardrail* restriction* filters directive directives safety anweisung* instrucc* instruco* instruz* instrukt* consignes directrices vorgaben"),
        (Cues.Send, "send sends sending resend email emails mail mails forward notify notifies message broadcast* announce publish text blast"),
        (Cues.Change, "delete deletes deleting remove erase purge wipe drop truncate update modify overwrite cancel terminate refund charge transfer revoke reset disable merge migrate archive grant"),
        (Cues.Audience, "customers customer users clients subscribers employees members people everyone everybody recipients contacts guests students accounts followers leads prospects households tenants staff"),
        (Cues.Records, "records record rows entries documents files orders invoices tickets items tables database databases"),
        (Cues.Currency, "dollar dollars euro euros pound pounds francs"),
        (Cues.Person, "name named surname mr mrs ms miss dr prof dear am patient employee tenant spouse"),
        (Cues.SignOff, "regards sincerely yours greetings cheers faithfully thanks respectfully"),
        (Cues.Birth, "born birth birthday birthdate dob geboren geburtsdatum birthplace"),
        (Cues.NationalId, "passport license licence"),
        (Cues.Payroll, "salary salaries payroll payslip* paycheck* paystub* wage wages severance garnish* remuneration gehalt* lohn*"),
        (Cues.Legal, "lawsuit* attorney* lawyer* litigation plaintiff* defendant* subpoena* indict* custody divorce* arbitration sued suing felony arrested solicitor* probation"),
        (Cues.Health, "diagnos* prescription* prescribed symptom* medication* cancer diabet* depress* chemotherapy pregnan* surgery biopsy oncolog* psychiatr* therapist asthma* epilep* tumor* tumour* insulin allerg* antidepress* miscarriage dialysis rehab*"),
        (Cues.PrivateKey, "private"),
        (Cues.InjectionSubject, "password* passwort* passcode* passphrase* secret secrets senha contrasena kennwort geheimnis parola wachtwoord losenord haslo mode modus modo cheapest smallest cheaper fastest route approved preapproved authorized authorised approval approvals obey comply reroute downgrade dan anything"),
        (Cues.Contradiction, "contradict* inconsisten* conflicting earlier previously originally"),
    ];

    private static readonly CueWord[] Words = [.. Read()];

    /// <summary>The words whose keys share a place; at first none.</summary>
    private static readonly CueWord[][] ByPlace = [[], .. Words.GroupBy(word => Place(Key(word.Text))).Select(words => words.ToArray())];

    /// <summary>For each place which of these they are.</summary>
    private static readonly byte[] Places = PlacesOf(ByPlace);

    /// <summary>All of them.</summary>
    public static IEnumerable<CueWord> All => Words;

    /// <summary>Whether a word with this key may be one of the list; almost all others are told from it by this alone.</summary>
    public static bool MayHold(uint key) => Places[Place(key)] != 0;

    /// <summary>The groups of a word whose key this is.</summary>
    public static Cues Of(uint key, ReadOnlySpan<char> word)
    {
        var cues = Cues.None;
        foreach (var candidate in ByPlace[Places[Place(key)]])
            cues |= candidate.Matches(word) ? candidate.Cues : Cues.None;
        return cues;
    }

    /// <summary>The first letters, small, a byte each, the first one lowest.</summary>
    public static uint Key(ReadOnlySpan<char> word)
    {
        var key = 0u;
        for (var i = Math.Min(word.Length, KeyLetters) - 1; i >= 0; i--)
            key = key << 8 | word[i] | 0x20u;
        return key;
    }

    private static int Place(uint key) => (int)(key * Factor >> 32 - PlaceBits);

    private static IEnumerable<CueWord> Read() =>
        from listed in Groups
        from word in listed.Words.Split(' ')
        group listed.Cues by word into groups
        select new CueWord(groups.Key.TrimEnd('*'), groups.Key.EndsWith('*'), groups.Aggregate((all, one) => all | one));

    private static byte[] PlacesOf(CueWord[][] byPlace)
    {
        var places = new byte[1 << PlaceBits];
        for (var i = 1; i < byPlace.Length; i++)
            places[Place(Key(byPlace[i][0].Text))] = checked((byte)i);
        return places;
    }
}
