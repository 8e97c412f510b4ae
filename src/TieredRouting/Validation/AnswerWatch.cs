using System.Text;

namespace TieredRouting.Validation;

/// <summary>
/// Looks at an answer while it is written, and says as soon as nothing that may still come can make it keep its schema. It looks where the answer is read from: at
/// the beginning, where that is a bracket, else in the first fenced block. A block that may be fenced behind a broken beginning is not waited for: else no such answer
/// could ever be left. Linear in the text.
/// </summary>
internal sealed class AnswerWatch(SchemaShape shape, AnswerReading reading)
{
    private readonly StringBuilder _line = new();
    private JsonWatch? _json;
    private Place _place;
    private bool _bracketBefore;

    private enum Place
    {
        Beginning,
        Prose,
        Block,
        Over,
    }

    /// <summary>Reads on.</summary>
    /// <returns>The rule that is broken for certain, or <see langword="null"/>.</returns>
    public string? Take(ReadOnlySpan<char> text)
    {
        for (; _json is null && !text.IsEmpty && _place != Place.Over; text = text[1..])
        {
            Find(text[0]);
            if (_json is not null)
                break;
        }

        return _json?.Take(text);
    }

    private void Find(char next)
    {
        if (_place == Place.Prose)
            TakeProse(next);
        else if (next is '{' or '[')
            _json = new JsonWatch(shape);
        else if (!char.IsWhiteSpace(next))
            Leave(next);
    }

    /// <summary>What begins otherwise is prose; save that a text in quotes may be the whole answer, and that a block is JSON or nothing.</summary>
    private void Leave(char next)
    {
        _place = _place == Place.Block || next == '"' ? Place.Over : Place.Prose;
        if (_place == Place.Prose)
            TakeProse(next);
    }

    private void TakeProse(char next)
    {
        _bracketBefore |= next is '{' or '[';
        if (next != '\n')
        {
            _line.Append(next);
            return;
        }

        if (FencedBlocks.IsFence(_line.ToString()))
            // Tolerant reading may find the answer before the block, and the block inside it.
            _place = _bracketBefore && reading == AnswerReading.Tolerant ? Place.Over : Place.Block;
        _line.Clear();
    }
}
