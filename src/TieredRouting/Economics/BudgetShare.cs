namespace TieredRouting.Economics;

/// <summary>A budget that one route takes part in, and the account it is kept in. The account is used under the ledger's lock alone; the terms are one value, and change under the route's.</summary>
internal sealed class BudgetShare(BudgetTerms terms, string key)
{
    private BudgetAccount? _account;

    /// <summary>The terms in force; a change of a control may change them.</summary>
    public BudgetTerms Terms { get; set; } = terms;

    /// <summary>Whether it is kept in the account of a key, which is spelt in any case.</summary>
    public bool IsOf(KeyedAccounts accounts, string other) => Terms.Accounts == accounts && string.Equals(key, other, StringComparison.OrdinalIgnoreCase);

    public BudgetAccount Account => _account is { IsClosed: false } held ? held : _account = Terms.Accounts.Of(key);

    /// <summary>What is left, or <see langword="null"/> where there is no limit.</summary>
    public decimal? RemainingAt(long now)
    {
        if (Terms.Limit is not { } limit)
            return null;
        var account = Account;
        return limit - account.SpentAt(now) - account.Reserved;
    }

    public string Name => Terms.Name;

    public string InWords => Terms.InWords(key);
}
