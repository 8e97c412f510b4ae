using CsCheck;
using Microsoft.Extensions.AI;
using TieredRouting.Gates;

namespace TieredRouting.Tests.Gates;

public sealed class GivenSourcesTests
{
    private static readonly string[] Pieces =
    [
        "Marta", "marta", "MARTA's", "Bob's", "Bob's'x", "abc's", "abc'sx", "abcde", "Abcdef", "abcdefgh", "Abcdefghi", "abcdefghijklmnopqrstuvwxyz", "eight", "eighty", "Three", "sevenfold", "twelve", "don't", "O'Brien", "l'été", "Été", "жизнь", "Жизнь's", "Kelvin", "\u212Aelvin",
        "Martа", "価格", "价", "١٢", "12", "1,000", "3.5", "8", "I", "a", "'", "''s", " ", " ", " ", ". ", ", ", "\n", "é", "\u0301", "\u200B", "ﬁnance", "x", "Y",
    ];

    private static readonly Gen<string> Texts = Gen.Int[0, Pieces.Length - 1].Select(piece => Pieces[piece]).Array[0, 40].Select(pieces => string.Concat(pieces));

    [Fact]
    public void What_is_read_first_and_many_units_at_a_time_says_what_all_of_it_says_one_at_a_time() => Gen.Select(Texts, Texts, Texts).Sample(
        (source, request, answer) =>
        {
            var messages = new[] { new ChatMessage(ChatRole.User, source).AsSource(), new ChatMessage(ChatRole.User, request) };
            var given = new GivenSources(new SignalRequest(Given.Contract(), messages));
            var (plainSources, plainRequest) = (new PlainSources(source), new PlainSources(source, request));
            var text = SeenText.Fold(answer + request);
            using var words = TextWords.Of(text);
            foreach (var read in words.All)
            {
                var word = text[read.Start..read.EndIn(text)];
                if (char.IsAsciiDigit(word[0]))
                    Same(given.Sources.HasNumber(Numerals.ValueOf(word)), plainSources.HasNumber(Numerals.ValueOf(word)), word);
                else
                    Same(given.HoldsWord(text, read), plainRequest.HasWord(word), word);
                if (word.Length >= WordKey.StemLetters && char.IsLetter(word[0]))
                    Same(given.Sources.HasStem(text, read), plainSources.HasStem(word), word);
            }

            for (var number = 0; number < 15; number++)
                Same(given.Sources.HasNumber(number), plainSources.HasNumber(number), "number");
        },
        iter: 20_000);

    private static void Same(bool said, bool plain, string word)
    {
        if (said != plain)
            throw new InvalidOperationException($"'{word}' is said to be {(said ? "" : "not ")}there.");
    }
}
