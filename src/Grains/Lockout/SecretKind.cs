namespace EmailAgent.Grains.Lockout;

/// <summary>Kinds of secrets that can be guessed.</summary>
internal enum SecretKind
{
    /// <summary>The password at a login.</summary>
    Login,

    /// <summary>The code of a second factor, at a login with the right password.</summary>
    Code,

    /// <summary>The password or a code, within a session.</summary>
    Confirmation,
}
