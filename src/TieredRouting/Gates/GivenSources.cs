using TieredRouting.Signals;

namespace TieredRouting.Gates;

/// <summary>
/// What the answers of a request may take their facts from: the results of tools and the messages marked as sources; where there is neither, the request's text itself, since what is to be summed up is
/// its own source. Names may also be those of the request. Read when it is first asked for, once.
/// </summary>
internal sealed class GivenSources(SignalRequest request)
{
    /// <summary>How many letters tell a word, whatever its ending.</summary>
    public const int StemLength = 5;

    private static readonly string[] SmallNumbers = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    private readonly Lazy<SourceWords> _sources = new(() => new SourceWords(SourcesOf(request)));
    private readonly Lazy<SourceWords> _all = new(() => new SourceWords(RequestGiven.All(request)));

    public bool HoldsNumber(decimal value) => _sources.Value.Numbers.Contains(value);

    public bool HoldsWord(ReadOnlySpan<char> word) => _sources.Value.HasWord(word) || _all.Value.HasWord(word);

    public bool HoldsStem(ReadOnlySpan<char> word) => _sources.Value.HasStem(word);

    private static List<string> SourcesOf(SignalRequest request) =>
        SourceMark.Sources(request.Messages).ToList() is { Count: > 0 } sources ? sources : [request.Text];

    /// <summary>The words and numbers of texts.</summary>
    private sealed class SourceWords
    {
        private readonly HashSet<string> _stems = new(StringComparer.OrdinalIgnoreCase);
        private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

        public SourceWords(IEnumerable<string> texts)
        {
            _lookup = _stems.GetAlternateLookup<ReadOnlySpan<char>>();
            foreach (var text in texts)
            {
                using var plain = PlainText.Of(text);
                Add(plain.Text);
            }
        }

        public HashSet<decimal> Numbers { get; } = [];

        public bool HasWord(ReadOnlySpan<char> word) => _lookup.Contains(word.EndsWith("'s") ? word[..^2] : word) || _lookup.Contains(word);

        public bool HasStem(ReadOnlySpan<char> word) => _lookup.Contains(word[..StemLength]);

        private void Add(ReadOnlySpan<char> text)
        {
            for (var at = 0; at < text.Length; at++)
            {
                if (!Words.BeginsAt(text, at))
                    continue;
                var end = Words.EndOf(text, at);
                Add(text[at..end], char.IsAsciiDigit(text[at]));
                at = end - 1;
            }
        }

        private void Add(ReadOnlySpan<char> word, bool isNumber)
        {
            if (isNumber)
                Numbers.Add(Numerals.ValueOf(word));
            _lookup.Add(word);
            if (word.EndsWith("'s"))
                _lookup.Add(word[..^2]);
            if (word.Length > StemLength)
                _lookup.Add(word[..StemLength]);
            for (var value = 0; value < SmallNumbers.Length; value++)
            {
                if (word.Equals(SmallNumbers[value], StringComparison.OrdinalIgnoreCase))
                    Numbers.Add(value);
            }
        }
    }
}
