namespace TieredRouting.Signals;

/// <summary>How sure a name makes that its value is a secret.</summary>
internal enum SecretNameKind
{
    /// <summary>It says nothing of secrets.</summary>
    None,

    /// <summary>A key of some kind: the value has to look like one.</summary>
    Key,

    /// <summary>A token, a secret, an API key.</summary>
    Token,

    /// <summary>A password, which people choose.</summary>
    Password,

    /// <summary>A user and a password, with a colon between.</summary>
    Login,
}
