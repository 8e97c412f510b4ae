using System.Numerics;

namespace TieredRouting.Signals;

/// <summary>
/// Reads a text once, 60 units at a time, and stops at the words of <see cref="CueWords"/>, in either case. Words are runs of ASCII letters; nearly all are passed over
/// by a hash of their first letters. It allocates nothing and takes time linear in the text's length.
/// </summary>
internal ref struct CueReader(ReadOnlySpan<char> text)
{
    /// <summary>The last units of a block are there to look ahead, and begin the next.</summary>
    private const int Step = CueBlock.Size - CueWords.KeyLetters;
    private const ulong Whole = (1UL << Step) - 1;
    private const int LongRun = 14;
    private const int VeryLongRun = 24;
    private const int LongestSignOff = 4;

    /// <summary>No more of a word is looked at.</summary>
    private const int MostLetters = 33;

    private readonly ReadOnlySpan<char> _text = text;
    private CueBlock _block;
    private int _at = -Step;
    private ulong _starts;
    private bool _inWord;
    private int _run;
    private Cues _runs;

    /// <summary>What else was seen up to here, beside words.</summary>
    public readonly Cues Characters => _block.Characters | _runs;

    /// <summary>Reads up to the next word of a group.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Next(out CueHit hit)
    {
        do
        {
            // A copy, which a processor need not write down after each word.
            var starts = _starts;
            while (starts != 0)
            {
                var bit = BitOperations.TrailingZeroCount(starts);
                starts &= starts - 1;
                // A run that reaches the end of its block has as many letters as a key, or more.
                var letters = BitOperations.TrailingZeroCount(~(_block.Letters >> bit));
                var key = _block.KeyAt(bit, Math.Min(letters, CueWords.KeyLetters));
                if (!CueWords.MayHold(key) || !Find(key, bit, letters, out hit))
                    continue;
                _starts = starts;
                return true;
            }

            _starts = 0;
        }
        while (ReadBlock());

        hit = default;
        return false;
    }

    private bool ReadBlock()
    {
        if (_text.Length - _at <= Step)
            return false;
        _at += Step;
        _block.Read(_text[_at..]);
        var letters = _block.Letters;
        var begins = letters & ~(letters << 1 | (_inWord ? 1UL : 0UL));
        var four = letters & letters >> 1 & letters >> 2 & letters >> 3;
        // Words of two or three letters are only looked at where one of the list begins so.
        _starts = begins & (four | (letters >> 1 & _block.Initials)) & Whole;
        _inWord = (letters >> (Step - 1) & 1) != 0;
        CountRuns(_block.InToken);
        return true;
    }

    /// <summary>Runs within the block, and the one that the last block began.</summary>
    private void CountRuns(ulong token)
    {
        var joined = _run + BitOperations.TrailingZeroCount(~token);
        var of8 = RunsOf8(token);
        var of14 = of8 & of8 >> 6;
        if (of14 != 0 || joined >= LongRun)
            _runs |= Cues.LongRun;
        if ((of14 & of14 >> 10) != 0 || joined >= VeryLongRun)
            _runs |= Cues.VeryLongRun;
        _run = Math.Min(VeryLongRun, BitOperations.LeadingZeroCount(~(token << (CueBlock.Size - Step))));
    }

    private static ulong RunsOf8(ulong bits)
    {
        bits &= bits >> 1;
        bits &= bits >> 2;
        return bits & bits >> 4;
    }

    private readonly bool Find(uint key, int bit, int letters, out CueHit hit)
    {
        var start = _at + bit;
        var end = start + Math.Min(letters, MostLetters);
        while (end < _text.Length && char.IsAsciiLetter(_text[end]) && end - start < MostLetters)
            end++;
        var word = _text[start..end];
        var cues = CueWords.Of(key, word);
        // Half of all letters end politely; only what has the name on a line of its own is worth a look.
        if (cues.HasAny(Cues.SignOff) && !_text.Slice(end, Math.Min(LongestSignOff, _text.Length - end)).Contains('\n'))
            cues &= ~Cues.SignOff;
        hit = new CueHit(cues, start, end - start);
        return hit.Cues != Cues.None;
    }
}
