namespace EmailAgent.Intelligence.Masking;

/// <summary>The kinds of secrets. A mask consists of the kind in brackets.</summary>
internal static class SecretKinds
{
    /// <summary>A one-time code.</summary>
    public const string Code = "code";

    public const string Password = "password";

    /// <summary>A key or token of a program.</summary>
    public const string Key = "key";

    /// <summary>The number of a payment card.</summary>
    public const string Card = "card";

    /// <summary>An IBAN or another number of an account.</summary>
    public const string Account = "account";
}
