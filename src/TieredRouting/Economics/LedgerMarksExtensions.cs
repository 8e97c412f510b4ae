using System.Numerics;

namespace TieredRouting.Economics;

/// <summary>What marks come to.</summary>
internal static class LedgerMarksExtensions
{
    private const LedgerMarks Counted = (LedgerMarks)((1 << ((int)LedgerCount.Moved + 1)) - 1);

    /// <summary>Whether a user saw the route go wrong.</summary>
    public static bool IsVisible(this LedgerMarks marks) => (marks & LedgerMarks.Visible) != LedgerMarks.None;

    /// <summary>Whether the route did not succeed, or not yet: a person was asked and has not approved.</summary>
    public static bool IsLost(this LedgerMarks marks) =>
        marks.IsVisible()
        || (marks & (LedgerMarks.Cancelled | LedgerMarks.Edited | LedgerMarks.Rejected | LedgerMarks.Expired)) != LedgerMarks.None
        || (marks & (LedgerMarks.Asked | LedgerMarks.Approved)) == LedgerMarks.Asked;

    /// <summary>Counts what is new.</summary>
    public static void Count(this LedgerMarks marks, ref LedgerNumbers numbers)
    {
        for (var left = (uint)(marks & Counted); left != 0; left &= left - 1)
            numbers[(LedgerCount)BitOperations.TrailingZeroCount(left)]++;
    }
}
