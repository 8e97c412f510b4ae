using System.Buffers;
using System.Text;

namespace TieredRouting.Validation;

/// <summary>
/// Reads JSON as it is written, once and character by character, and says when it can no longer have a shape. Of what stops being JSON it says nothing more: that may have
/// been prose.
/// </summary>
internal sealed class JsonWatch(SchemaShape root)
{
    private const int LongestScalar = 64;

    private static readonly SearchValues<char> EndOfPlainText = SearchValues.Create("\"\\");

    private readonly Stack<Frame> _frames = new();
    private readonly StringBuilder _text = new();
    private SchemaShape _shape = root;
    private Reading _reading = Reading.Value;
    private bool _keeps;
    private bool _escapes;
    private string? _violation;

    private enum Reading
    {
        Value,
        Name,
        Colon,
        After,
        Text,
        NameText,
        Escape,
        Scalar,
        Over,
    }

    /// <summary>Whether there is nothing more to see: the value has ended, or it is none.</summary>
    public bool IsOver => _reading == Reading.Over;

    /// <summary>Reads on.</summary>
    /// <returns>The rule that is broken for certain, or <see langword="null"/>.</returns>
    public string? Take(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length && !IsOver && _violation is null; at++)
        {
            if (_reading is Reading.Text or Reading.NameText)
                at += SkipPlain(text[at..]);
            if (at < text.Length)
                Take(text[at]);
        }

        return _violation;
    }

    private int SkipPlain(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(EndOfPlainText);
        var plain = end < 0 ? text : text[..end];
        if (_keeps)
            _text.Append(plain);
        return plain.Length;
    }

    private void Take(char next)
    {
        switch (_reading)
        {
            case Reading.Escape: _reading = _frames.TryPeek(out var frame) && frame.ReadsName ? Reading.NameText : Reading.Text; break;
            case Reading.Text or Reading.NameText: TakeInText(next); break;
            case Reading.Scalar when char.IsAsciiLetterOrDigit(next) || next is '-' or '+' or '.': AddToScalar(next); break;
            case Reading.Scalar:
                EndScalar();
                if (!IsOver && _violation is null)
                    Take(next);
                break;
            default: TakeStructure(next); break;
        }
    }

    private void TakeInText(char next)
    {
        if (next == '\\')
            (_escapes, _reading) = (true, Reading.Escape);
        else if (_reading == Reading.NameText)
            EndName();
        else
            EndText();
    }

    private void TakeStructure(char next)
    {
        if (next is ' ' or '\n' or '\r' or '\t')
            return;
        switch (_reading, next)
        {
            case (Reading.Value, '{'): Begin("object", Reading.Name); break;
            case (Reading.Value, '['): Begin("array", Reading.Value); break;
            case (Reading.Value, ']'): End(isObject: false); break;
            case (Reading.Value, '"'): BeginText(); break;
            case (Reading.Value, 't' or 'f' or 'n' or '-' or (>= '0' and <= '9')): BeginScalar(next); break;
            case (Reading.Name, '"'): BeginName(); break;
            case (Reading.Name or Reading.After, '}'): End(isObject: true); break;
            case (Reading.After, ']'): End(isObject: false); break;
            case (Reading.After, ','): Next(); break;
            case (Reading.Colon, ':'): EndColon(); break;
            default: GiveUp(); break;
        }
    }

    private void Begin(string type, Reading reading)
    {
        if (!StartValue() || (_frames.Count > 0 && Breaks(!_shape.Allows(type), "a value of another type was expected")))
            return;
        if (Breaks(_frames.Count >= AnswerLimits.MaxDepth, "it is nested too deep"))
            return;
        _frames.Push(new Frame(_shape, type == "object") { IsOfWrongType = !_shape.Allows(type) });
        (_shape, _reading) = (type == "object" ? SchemaShape.Anything : _shape.Items, reading);
    }

    private void BeginText()
    {
        if (!StartValue() || Breaks(!_shape.Allows("string"), "a value of another type was expected"))
            return;
        (_keeps, _escapes, _reading) = (_shape.Words is not null, false, Reading.Text);
        _text.Clear();
    }

    private void BeginScalar(char first)
    {
        // "[1] says so" is prose.
        if (_frames.TryPeek(out var frame) && frame.IsOfWrongType && !frame.IsObject)
            GiveUp();
        else if (StartValue())
            StartScalar(first);
    }

    private void StartScalar(char first)
    {
        _reading = Reading.Scalar;
        _text.Clear().Append(first);
    }

    private void BeginName()
    {
        (_keeps, _escapes, _reading) = (true, false, Reading.NameText);
        _frames.Peek().ReadsName = true;
        _text.Clear();
    }

    /// <summary>Notes that a value begins: in a list, one more.</summary>
    private bool StartValue()
    {
        if (!_frames.TryPeek(out var frame))
            return true;
        if (frame.IsObject)
            return true;
        return !Breaks(frame.IsOfWrongType, "a value of another type was expected") && !Breaks(++frame.Count > frame.Shape.MaxItems, "it has too many items");
    }

    private void EndText()
    {
        if (!Breaks(_keeps && !_escapes && !_shape.Words!.Contains(_text.ToString()), "it is none of the allowed values"))
            After();
    }

    private void EndName()
    {
        _frames.Peek().ReadsName = false;
        // What a name comes to that holds escapes is not looked for.
        if (_escapes)
            GiveUp();
        else
            _reading = Reading.Colon;
    }

    private void EndColon()
    {
        var frame = _frames.Peek();
        var name = _text.ToString();
        var known = frame.Shape.Members.TryGetValue(name, out var member);
        if (Breaks(frame.IsOfWrongType, "a value of another type was expected")
            || Breaks(!frame.Names!.Add(name), "it has a duplicate property")
            || Breaks(!known && !frame.Shape.Open, "it has a property the schema does not allow"))
            return;
        (_shape, _reading) = (known ? member! : frame.Shape.Others, Reading.Value);
    }

    private void AddToScalar(char next)
    {
        _text.Append(next);
        if (_text.Length > LongestScalar)
            GiveUp();
    }

    private void EndScalar()
    {
        var (isWord, allowed) = _text.ToString() switch
        {
            "true" or "false" => (true, _shape.Allows("boolean")),
            "null" => (true, _shape.Allows("null")),
            _ => (false, _shape.AllowsNumbers),
        };
        if (!isWord && char.IsAsciiLetter(_text[0]))
            GiveUp();
        else if (!Breaks(!allowed || _shape.Words is not null, "a value of another type was expected"))
            After();
    }

    private void Next()
    {
        var frame = _frames.Peek();
        (_shape, _reading) = (frame.IsObject ? SchemaShape.Anything : frame.Shape.Items, frame.IsObject ? Reading.Name : Reading.Value);
    }

    private void End(bool isObject)
    {
        if (!_frames.TryPeek(out var frame) || frame.IsObject != isObject)
            GiveUp();
        else if (frame.IsOfWrongType || !Breaks(isObject && frame.Shape.Required.Exists(name => !frame.Names!.Contains(name)), "a required property is missing"))
            After(_frames.Pop());
    }

    private void After(Frame? ended = null) => _reading = _frames.Count == 0 || ended?.IsOfWrongType == true ? Reading.Over : Reading.After;

    private void GiveUp() => _reading = Reading.Over;

    private bool Breaks(bool broken, string rule)
    {
        if (broken)
            _violation ??= rule;
        return broken;
    }

    private sealed class Frame(SchemaShape shape, bool isObject)
    {
        public SchemaShape Shape { get; } = shape;

        public bool IsObject { get; } = isObject;

        public HashSet<string>? Names { get; } = isObject ? new(StringComparer.Ordinal) : null;

        public bool ReadsName { get; set; }

        /// <summary>The outermost value is of another type than it should be. What begins with a bracket may still be prose, until there is more of it.</summary>
        public bool IsOfWrongType { get; init; }

        public long Count { get; set; }
    }
}
