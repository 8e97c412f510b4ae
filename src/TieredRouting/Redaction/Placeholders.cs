using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;

namespace TieredRouting.Redaction;

/// <summary>
/// The placeholders of one request, and the values they stand for. The same value has the same placeholder, numbered by its first appearance, so that one prompt is sent the same
/// way every time. What the request's own text has in that form is left to it. Thread-safe: calls may run side by side.
/// </summary>
/// <param name="first">The first number of each kind.</param>
internal sealed class Placeholders(int first = 1)
{
    // What is written like one of our placeholders, and is the request's own.
    private const string Literal = "text";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _byValue = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _foreign = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _next = new(StringComparer.OrdinalIgnoreCase);
    private readonly KnownValues _known = new();
    private List<HeldConversation> _conversations = [];

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
                return _values.Count == 0;
        }
    }

    /// <summary>Notes a conversation that a provider holds: what goes on with it may speak of the same placeholders.</summary>
    public void NoteConversation(HeldConversation conversation)
    {
        lock (_gate)
        {
            if (!_conversations.Contains(conversation))
                _conversations.Add(conversation);
        }
    }

    /// <summary>The conversations that were noted since this was asked last.</summary>
    public IReadOnlyList<HeldConversation> TakeConversations()
    {
        lock (_gate)
        {
            var noted = _conversations;
            _conversations = [];
            return noted;
        }
    }

    /// <summary>Whether no text can hold what has a placeholder, or is to have one.</summary>
    public bool KnowsNothing
    {
        get
        {
            lock (_gate)
                return _values.Count == 0 && _known.IsEmpty;
        }
    }

    /// <summary>Notes a value that is to have a placeholder wherever it stands.</summary>
    public void Expect(string kind, string value)
    {
        lock (_gate)
            _known.Add(kind, value);
    }

    /// <summary>The placeholder of a value.</summary>
    public string For(string kind, string value)
    {
        lock (_gate)
        {
            if (_byValue.TryGetValue(value, out var placeholder))
                return placeholder;
            placeholder = Next(kind);
            _byValue.Add(value, placeholder);
            _values.Add(placeholder, value);
            if (kind != Literal)
                _known.Add(kind, value);
            return placeholder;
        }
    }

    /// <summary>What to send for a text of the request that is written like a placeholder: itself, unless that stands for something else already.</summary>
    public string? ForLiteral(string text)
    {
        lock (_gate)
        {
            if (_values.ContainsKey(text))
                return For(Literal, text);
            _foreign.Add(text);
            return null;
        }
    }

    /// <summary>Finds the next value that has a placeholder; see <see cref="KnownValues.TryFind"/>.</summary>
    public bool TryFindKnown(ReadOnlySpan<char> text, ref int start, out int length, [NotNullWhen(true)] out string? kind)
    {
        lock (_gate)
            return _known.TryFind(text, ref start, out length, out kind);
    }

    /// <summary>The text with the values in their places. One that only looks like ours, or has lost its form, stays as it is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="asJson">Whether the values go into strings of JSON, and are escaped.</param>
    public string Restore(string text, bool asJson)
    {
        StringBuilder? restored = null;
        var end = 0;
        for (var start = 0; PlaceholderForm.TryFind(text, ref start, out var length); start += length)
        {
            if (ValueOf(text.AsSpan(start, length)) is not { } value)
                continue;
            (restored ??= new StringBuilder(text.Length)).Append(text, end, start - end).Append(asJson ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value) : value);
            end = start + length;
        }

        return restored is null ? text : restored.Append(text, end, text.Length - end).ToString();
    }

    private string? ValueOf(ReadOnlySpan<char> form)
    {
        lock (_gate)
            return _values.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(form, out var value) ? value : null;
    }

    private string Next(string kind)
    {
        var name = PlaceholderForm.NameOf(kind);
        var number = _next.GetValueOrDefault(name, first);
        while (_foreign.Contains(PlaceholderForm.Of(name, number)))
            number++;
        _next[name] = number + 1;
        return PlaceholderForm.Of(name, number);
    }
}
