using System.Buffers;
using System.Runtime.InteropServices;
using TieredRouting.Signals;

namespace TieredRouting.Gates;

/// <summary>
/// What the gates read of one answer, each part once and when the first of them asks for it. Immutable to them; two that read it at once read the same. Its words are more than all the rest, so they stand in a lent buffer
/// until <see cref="GiveBackWords"/>.
/// </summary>
internal sealed class ReadAnswer
{
    private readonly SeenPlaces _places;
    private List<SignalEvidence>? _evidence;
    private TextWord[]? _words;
    private int _wordCount;
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

    /// <summary>The words of the plain text.</summary>
    public ReadOnlySpan<TextWord> Words => (Volatile.Read(ref _words) ?? ReadWords()).AsSpan(0, _wordCount);

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

    /// <summary>Lets others have the buffer of an answer's words, if gates read them. None of them may be at it any more; one that asks again later has them read again.</summary>
    public static void GiveBackWords(Answer answer)
    {
        if (answer.Reading is ReadAnswer read && Interlocked.Exchange(ref read._words, null) is { } words)
            ArrayPool<TextWord>.Shared.Return(words);
    }

    private TextWord[] ReadWords()
    {
        (var words, _wordCount) = TextWords.Of(Plain.Text).Lent();
        Volatile.Write(ref _words, words);
        return words;
    }
}
