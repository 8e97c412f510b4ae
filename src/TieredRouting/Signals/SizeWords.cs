using System.Collections.Frozen;

namespace TieredRouting.Signals;

/// <summary>The words that say what a number in a text counts, and those that have it done.</summary>
internal static class SizeWords
{
    /// <summary>Signs that stand before or behind an amount.</summary>
    public const string Signs = "$€£¥₹";

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Counted = Index(
        (BlastRadiusParts.Recipients, """
            recipient recipients customer customers user users client clients subscriber subscribers employee employees member members people persons contact contacts guest guests student
            students account accounts follower followers lead leads prospect prospects household households tenant tenants patient patients addresses inboxes mailboxes devices kunden
            empfanger clientes abonnes
            """),
        (BlastRadiusParts.Records, """
            record records row rows entry entries document documents file files order orders invoice invoices ticket tickets item items table tables database databases message messages email
            emails object objects product products booking bookings transaction transactions page pages image images folder folders datensatze zeilen registros lignes
            """),
        (BlastRadiusParts.Amount, """
            usd eur gbp jpy chf cny inr cad aud nzd sek nok dkk pln czk huf brl mxn zar krw sgd hkd ils dollar dollars euro euros pound pounds franc francs yen rupees bucks quid
            """));

    private static readonly FrozenDictionary<string, decimal>.AlternateLookup<ReadOnlySpan<char>> Scales = new Dictionary<string, decimal>(StringComparer.Ordinal)
    {
        ["k"] = 1e3m, ["thousand"] = 1e3m, ["tsd"] = 1e3m, ["tausend"] = 1e3m, ["mil"] = 1e3m, ["m"] = 1e6m, ["mn"] = 1e6m, ["mm"] = 1e6m, ["mio"] = 1e6m, ["million"] = 1e6m, ["millions"] = 1e6m,
        ["millionen"] = 1e6m, ["b"] = 1e9m, ["bn"] = 1e9m, ["mrd"] = 1e9m, ["billion"] = 1e9m, ["milliarden"] = 1e9m,
    }.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Deeds = Set("""
        send resend email mail forward notify message broadcast announce publish post text blast share invite call contact tell remind
        delete remove erase purge wipe drop truncate update modify change overwrite cancel terminate close archive export import move merge migrate mark edit create insert add replace reset disable
        enable revoke grant assign approve reject
        wire pay transfer refund charge credit debit donate withdraw deposit invest buy purchase order issue spend reimburse remit settle
        sende schicke versende losche uberweise zahle envoie envoyez supprime vire envia borra elimina transfiere
        """);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Askers = Set("please and then you now go ahead just also lets kindly bitte");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Linking = Set("to must should can could will would have need");

    /// <summary>What a noun in small letters counts; <see langword="null"/> where it counts nothing that is measured.</summary>
    public static string? PartOf(ReadOnlySpan<char> noun) => Counted.TryGetValue(noun, out var part) ? part : null;

    /// <summary>What a word multiplies by; 1 for any other.</summary>
    public static decimal ScaleOf(ReadOnlySpan<char> word) => Scales.TryGetValue(word, out var scale) ? scale : 1;

    /// <summary>Whether a verb has something sent, changed or paid.</summary>
    public static bool IsDeed(ReadOnlySpan<char> verb) => Deeds.Contains(verb);

    /// <summary>Whether a verb behind this word is asked for, and not told of somebody: "please send", not "they send".</summary>
    public static bool Asks(ReadOnlySpan<char> word) => Askers.Contains(word);

    /// <summary>Whether a word may stand between who is asked and the verb: "you must send", "you to send".</summary>
    public static bool Links(ReadOnlySpan<char> word) => Linking.Contains(word);

    private static FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Index(params (string Part, string Words)[] parts) =>
        parts.SelectMany(part => Split(part.Words), (part, word) => (word, part.Part)).ToFrozenDictionary(pair => pair.word, pair => pair.Part, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string words) =>
        Split(words).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static string[] Split(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
