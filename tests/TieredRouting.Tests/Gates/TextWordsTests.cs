using CsCheck;
using TieredRouting.Gates;

namespace TieredRouting.Tests.Gates;

public sealed class TextWordsTests
{
    private static readonly string[] Pieces =
    [
        "a", "B", "we", "the", "price", "guaranteed", "conduct", "delivery", "don't", "l'été", "'", "''", "1", "12", "3.5", "1,000", ".", ",", " ", "  ", "\n", "-", "é", "Ü", "ß", "价", "格", "ไ", "а", "１", "٣", "😀", "\ud800", "\udc00", "\u200B", "\u0301", "\u0000", "@", "[", "`", "{",
        "antidisestablishmentarianismantidisestablishmentarianismantidisestablish", "0123456789012345678901234567890123456789012345678901234567890123456789",
    ];

    private static readonly Gen<string> Texts = Gen.Int[0, Pieces.Length - 1].Select(piece => Pieces[piece]).Array[0, 60].Select(pieces => string.Concat(pieces));

    [Fact]
    public void Many_characters_at_a_time_are_the_same_words_as_one_at_a_time() => Gen.Select(Texts, Gen.Int[0, 200]).Sample(
        (text, place) =>
        {
            var from = Math.Min(place, text.Length);
            using var words = TextWords.Of(text, from);
            return words.All.SequenceEqual(OneByOne(text, from).ToArray());
        },
        iter: 100_000);

    [Fact]
    public void A_word_ends_where_it_ends_one_unit_at_a_time() => Texts.Sample(
        text =>
        {
            using var words = TextWords.Of(text);
            foreach (var word in words.All)
            {
                if (word.EndIn(text) != Words.EndOf(text, word.Start))
                    return false;
            }

            return true;
        },
        iter: 20_000);

    [Fact]
    public void The_words_from_a_place_on_are_those_that_begin_there_or_later() => Gen.Select(Texts, Gen.Int[0, 200]).Sample(
        (text, place) =>
        {
            using var words = TextWords.Of(text);
            return TextWord.From(words.All, place).SequenceEqual(OneByOne(text, 0).Where(word => word.Start >= place).ToArray());
        },
        iter: 20_000);

    [Fact]
    public void A_text_of_single_letters_has_as_many_words_as_its_buffer_must_grow_for()
    {
        using var words = TextWords.Of(string.Concat(Enumerable.Repeat("价", 100_000)));

        words.All.Length.Should().Be(100_000);
    }

    private static IEnumerable<TextWord> OneByOne(string text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            if (Words.BeginsAt(text, at))
                yield return new TextWord(WordKey.Of(text.AsSpan(at..Words.EndOf(text, at))), at);
        }
    }
}
