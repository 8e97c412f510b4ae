using System.Text;

namespace TieredRouting.Tests.Architecture;

/// <summary>
/// Source text without what the compiler does not look at: comments, documentation and the inside of literals become
/// blanks, line by line. The code in the holes of an interpolated string stays.
/// </summary>
internal sealed class CSharpText
{
    private readonly string _source;
    private readonly StringBuilder _code;
    private int _at;

    private CSharpText(string source)
    {
        _source = source;
        _code = new StringBuilder(source.Length);
    }

    public static string CodeOf(string source)
    {
        var text = new CSharpText(source);
        text.ReadCode(inHole: false);
        return text._code.ToString();
    }

    private void ReadCode(bool inHole)
    {
        var depth = 0;
        while (_at < _source.Length)
        {
            if (inHole && depth == 0 && _source[_at] == '}')
                return;
            depth += _source[_at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (Starts("//"))
                Blank(To("\n", 0));
            else if (Starts("/*"))
                Blank(To("*/", 2));
            else if (Starts("'"))
                Blank(QuotedEnd(_at, '\''));
            else if (RawQuotes() is var (start, quotes))
                Blank(RawEnd(start, quotes));
            else if (Starts("$\"") || Starts("$@\"") || Starts("@$\""))
                ReadInterpolated();
            else if (Starts("@\""))
                Blank(VerbatimEnd(_at + 2));
            else if (Starts("\""))
                Blank(QuotedEnd(_at, '"'));
            else
                Keep();
        }
    }

    private void ReadInterpolated()
    {
        var verbatim = _source[_at] == '@' || _source[_at + 1] == '@';
        Blank(_source.IndexOf('"', _at) + 1);
        while (_at < _source.Length && _source[_at] != '"')
        {
            if (Starts("{{") || Starts("}}") || (!verbatim && Starts("\\")))
                Blank(_at + 2);
            else if (_source[_at] == '{')
                ReadHole();
            else
                Blank(_at + 1);
        }

        Blank(_at + 1);
    }

    private void ReadHole()
    {
        Blank(_at + 1);
        ReadCode(inHole: true);
        Blank(_at + 1);
    }

    private (int Start, int Quotes)? RawQuotes()
    {
        var start = _at;
        while (start < _source.Length && _source[start] == '$')
            start++;
        var quotes = 0;
        while (start + quotes < _source.Length && _source[start + quotes] == '"')
            quotes++;
        return quotes >= 3 ? (start, quotes) : null;
    }

    private int RawEnd(int start, int quotes)
    {
        var end = _source.IndexOf(new string('"', quotes), start + quotes, StringComparison.Ordinal);
        return end < 0 ? _source.Length : end + quotes;
    }

    private int QuotedEnd(int start, char quote)
    {
        var end = start + 1;
        while (end < _source.Length && _source[end] != quote && _source[end] != '\n')
            end += _source[end] == '\\' ? 2 : 1;
        return Math.Min(_source.Length, end + 1);
    }

    private int VerbatimEnd(int end)
    {
        while (end < _source.Length && (_source[end] != '"' || (end + 1 < _source.Length && _source[end + 1] == '"')))
            end += _source[end] == '"' ? 2 : 1;
        return Math.Min(_source.Length, end + 1);
    }

    private int To(string end, int andPast)
    {
        var found = _source.IndexOf(end, _at, StringComparison.Ordinal);
        return found < 0 ? _source.Length : found + andPast;
    }

    private bool Starts(string with) => string.CompareOrdinal(_source, _at, with, 0, with.Length) == 0;

    private void Keep() => _code.Append(_source[_at++]);

    private void Blank(int to)
    {
        for (; _at < to && _at < _source.Length; _at++)
            _code.Append(_source[_at] == '\n' ? '\n' : ' ');
    }
}
