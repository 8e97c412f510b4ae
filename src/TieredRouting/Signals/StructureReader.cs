using System.Buffers;
using System.Text;

namespace TieredRouting.Signals;

/// <summary>
/// Reads a text once, from question mark to line feed, and counts what it is made of. It knows English and no culture. A
/// question is a run of question marks that ends a word. A list item is a line that begins with a hyphen, a star, a plus or a bullet;
/// a step is one that begins with a number and a dot or parenthesis, or with "Step" and a number. A code block is fenced by
/// lines of three backticks or tildes, or is two lines or more in a row that end in a semicolon or a brace. What stands in a
/// fenced block is code and nothing else. What is counted stays counted, whatever comes after it.
/// </summary>
internal ref struct StructureReader(ReadOnlySpan<char> text)
{
    private static readonly SearchValues<char> AsciiMarks = SearchValues.Create("?\n");
    private static readonly SearchValues<char> Marks = SearchValues.Create("?？؟\n");

    private readonly ReadOnlySpan<char> _text = text;
    // Searching for ASCII alone takes half the time, this look before it included.
    private readonly SearchValues<char> _marks = Ascii.IsValid(text) ? AsciiMarks : Marks;
    private int _line;
    private int _prose;
    private int _codeLines;
    private bool _fenced;
    private StructureCounts _counts;

    /// <summary>How much of the text has been read.</summary>
    public int Position { get; private set; }

    public static StructureCounts Read(ReadOnlySpan<char> text)
    {
        var reader = new StructureReader(text);
        while (reader.ReadMark())
        {
            // Each mark counts what it ends.
        }

        return reader.End();
    }

    /// <summary>Reads up to the next mark and past it.</summary>
    /// <returns>Whether there was one.</returns>
    public bool ReadMark()
    {
        var more = _text[Position..].IndexOfAny(_marks);
        if (more < 0)
            return false;
        var mark = Position + more;
        Position = mark + 1;
        if (_text[mark] == '\n')
            EndLine(mark);
        else if (!_fenced && EndsQuestion())
            _counts.Questions++;
        return true;
    }

    /// <summary>Reads what comes after the last mark.</summary>
    public StructureCounts End()
    {
        EndLine(_text.Length);
        if (!_fenced)
            EndProse(_text.Length);
        Position = _text.Length;
        return _counts;
    }

    /// <summary>A run of marks is one question; a mark with a word behind it belongs to an address or to code.</summary>
    private readonly bool EndsQuestion() =>
        Position == _text.Length || !(TextBoundary.IsWord(_text[Position]) || _text[Position] is '?' or '？' or '؟');

    private void EndLine(int end)
    {
        var line = _text[_line..end].Trim();
        if (line.StartsWith("```") || line.StartsWith("~~~"))
            Fence(end);
        else if (!_fenced && !line.IsEmpty)
            Count(line);
        _line = end + 1;
    }

    private void Fence(int end)
    {
        if (!_fenced)
        {
            EndProse(_line);
            _counts.CodeBlocks++;
        }

        _fenced = !_fenced;
        _prose = end;
        _codeLines = 0;
    }

    private void EndProse(int end)
    {
        var prose = _text[_prose..end];
        _counts.Constraints += ProseWords.ConstraintsIn(prose);
        _counts.Steps += ProseWords.StepsIn(prose);
    }

    private void Count(ReadOnlySpan<char> line)
    {
        var (item, step) = (IsItem(line), IsStep(line));
        _counts.ListItems += item ? 1 : 0;
        _counts.Steps += step ? 1 : 0;
        _codeLines = !item && !step && line[^1] is ';' or '{' or '}' ? _codeLines + 1 : 0;
        // One such line may be prose; the second makes the block.
        _counts.CodeBlocks += _codeLines == 2 ? 1 : 0;
    }

    private static bool IsItem(ReadOnlySpan<char> line) =>
        line.Length > 1 && line[0] is '-' or '*' or '+' or '•' or '·' or '–' && line[1] is ' ' or '\t';

    private static bool IsStep(ReadOnlySpan<char> line)
    {
        line = line.TrimStart("#* ");
        if (line.StartsWith("step ", StringComparison.OrdinalIgnoreCase))
            return line.Length > 5 && char.IsAsciiDigit(line[5]);
        var digits = line.IndexOfAnyExceptInRange('0', '9');
        return digits is 1 or 2 or 3 && line[digits] is '.' or ')' && line.Length > digits + 1 && line[digits + 1] is ' ' or '\t';
    }
}
