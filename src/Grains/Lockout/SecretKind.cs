namespace EmailAgent.Grains.Lockout;

/// <summary>What can be guessed.</summary>
internal enum SecretKind
{
    /// <summary>The password, by somebody who logs in.</summary>
    Login,

    /// <summary>The code of a second factor, by somebody who has the password.</summary>
    Code,

    /// <summary>The password or a code, within a session.</summary>
    Confirmation,
}
