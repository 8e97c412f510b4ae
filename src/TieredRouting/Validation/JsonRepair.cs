using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace TieredRouting.Validation;

/// <summary>
/// Reads one JSON value where it stands, and copies it with what strict JSON does not allow put right: raw control characters
/// and invalid escapes inside strings mean themselves, a trailing comma goes. Everything else is JSON or a failure; no value,
/// quote or bracket is ever made up. One pass, which looks at each character once.
/// </summary>
/// <remarks>A valid escape stays what JSON says it is, also where a model may have meant something else (<c>\frac</c> is a form feed and <c>rac</c>).</remarks>
internal ref struct JsonRepair
{
    private const string Backslash = @"\\";

    /// <summary>How JSON writes the control characters, by their codes.</summary>
    private static readonly string[] Escapes = [.. Enumerable.Range(0, ' ').Select(code => JsonEncodedText.Encode(((char)code).ToString()).Value)];

    private static readonly SearchValues<char> EndOfPlainText = SearchValues.Create(['"', '\\', .. Enumerable.Range(0, ' ').Select(code => (char)code)]);

    private readonly string _text;
    private StringBuilder? _copy;
    private int _copied;
    private int _at;

    private JsonRepair(string text, int start)
    {
        _text = text;
        _copied = _at = start;
    }

    /// <summary>Reads the value that begins at <paramref name="start"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the value begins.</param>
    /// <param name="end">Where it ends, or where it stopped being JSON.</param>
    /// <param name="json">The value, put right.</param>
    /// <returns>Whether there is a value.</returns>
    public static bool TryRead(string text, int start, out int end, [NotNullWhen(true)] out string? json)
    {
        var repair = new JsonRepair(text, start);
        json = repair.Value(depth: 0) ? repair.Copied(start) : null;
        end = repair._at;
        return json is not null;
    }

    private readonly char Current => _at < _text.Length ? _text[_at] : '\0';

    private bool Value(int depth) => Current switch
    {
        '{' => Members(depth + 1, '}'),
        '[' => Members(depth + 1, ']'),
        '"' => String(),
        't' => Skip("true"),
        'f' => Skip("false"),
        'n' => Skip("null"),
        _ => Number(),
    };

    private bool Members(int depth, char close)
    {
        _at++;
        if (depth > AnswerLimits.MaxDepth)
            return false;
        if (SkipSpace() == close)
            return Skip(close);
        while (close == ']' ? Value(depth) : Property(depth))
        {
            if (SkipSpace() == close)
                return Skip(close);
            var comma = _at;
            if (!Skip(','))
                return false;
            if (SkipSpace() == close)
                return Replace(comma, "") && Skip(close);
        }

        return false;
    }

    private bool Property(int depth)
    {
        if (Current != '"' || !String() || SkipSpace() != ':')
            return false;
        _at++;
        SkipSpace();
        return Value(depth);
    }

    private bool String()
    {
        _at++;
        while (_text.AsSpan(_at).IndexOfAny(EndOfPlainText) is >= 0 and var plain)
        {
            _at += plain;
            if (Skip('"'))
                return true;
            if (!(Current == '\\' ? Escape() : Replace(_at, Escapes[Current])))
                return false;
        }

        return false;
    }

    private bool Escape()
    {
        var length = EscapeLength(_text.AsSpan(_at + 1));
        _at += length;
        return length > 0 || Replace(_at, Backslash);
    }

    private static int EscapeLength(ReadOnlySpan<char> after) => after switch
    {
        ['"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't', ..] => 2,
        ['u', var a, var b, var c, var d, ..] when char.IsAsciiHexDigit(a) && char.IsAsciiHexDigit(b) && char.IsAsciiHexDigit(c) && char.IsAsciiHexDigit(d) => 6,
        _ => 0,
    };

    private bool Number()
    {
        Skip('-');
        if (!Skip('0') && !Digits())
            return false;
        if (Skip('.') && !Digits())
            return false;
        if (!Skip('e') && !Skip('E'))
            return true;
        _ = Skip('+') || Skip('-');
        return Digits();
    }

    private bool Digits()
    {
        var start = _at;
        while (char.IsAsciiDigit(Current))
            _at++;
        return _at > start;
    }

    /// <summary>Skips what JSON calls white space, and says what comes then.</summary>
    private char SkipSpace()
    {
        while (Current is ' ' or '\n' or '\r' or '\t')
            _at++;
        return Current;
    }

    private bool Skip(char expected)
    {
        if (_at == _text.Length || _text[_at] != expected)
            return false;
        _at++;
        return true;
    }

    private bool Skip(string word)
    {
        if (!_text.AsSpan(_at).StartsWith(word, StringComparison.Ordinal))
            return false;
        _at += word.Length;
        return true;
    }

    /// <summary>Puts something else in the place of a character; fails where the copy grows larger than an answer may be.</summary>
    private bool Replace(int place, string with)
    {
        (_copy ??= new StringBuilder()).Append(_text, _copied, place - _copied).Append(with);
        _copied = place + 1;
        _at = Math.Max(_at, _copied);
        return _copy.Length <= AnswerLimits.MaxCharacters;
    }

    private readonly string Copied(int start) =>
        _copy is null ? _text[start.._at] : _copy.Append(_text, _copied, _at - _copied).ToString();
}
