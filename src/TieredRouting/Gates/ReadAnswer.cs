using System.Runtime.InteropServices;
using TieredRouting.Signals;

namespace TieredRouting.Gates;

/// <summary>What the gates read of one answer, each part once and when the first of them asks for it. Immutable to them; two that read it at once read the same.</summary>
internal sealed class ReadAnswer
{
    private static long _count;

    private readonly long _number = Interlocked.Increment(ref _count);
    private readonly SeenPlaces _places;
    private List<SignalEvidence>? _evidence;
    private TextWord[]? _words;
    private List<TextWord>? _telling;

    private ReadAnswer(string text)
    {
        Text = text;
        using var plain = SeenText.Of(text);
        _places = plain.Places();
    }

    /// <summary>What the answer says, as <see cref="AnswerText"/> has it.</summary>
    public string Text { get; }

    /// <summary>The text as a reader sees it.</summary>
    public SeenText Plain => SeenText.Of(Text, _places);

    /// <summary>The words of the plain text, until the same thread asks for those of another answer.</summary>
    public ReadOnlySpan<TextWord> Words => Text.Length > LastWords.LongestText ? _words ??= WordsOf(Plain.Text) : LastWords.Of(_number, Plain.Text);

    /// <summary>Those of the words that tell of the built-in phrases.</summary>
    public ReadOnlySpan<TextWord> Telling => CollectionsMarshal.AsSpan(_telling ??= BuiltInPhrases.All.Telling(Words));

    /// <summary>What the policy lane's detectors find in the text.</summary>
    public List<SignalEvidence> Evidence => _evidence ??= PolicyLaneExtractor.Find(Text);

    public static ReadAnswer Of(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.Reading is ReadAnswer read)
            return read;
        read = new ReadAnswer(AnswerText.Of(answer));
        answer.Reading = read;
        return read;
    }

    private static TextWord[] WordsOf(ReadOnlySpan<char> text)
    {
        using var words = TextWords.Of(text);
        var kept = GC.AllocateUninitializedArray<TextWord>(words.All.Length);
        words.All.CopyTo(kept);
        return kept;
    }
}
