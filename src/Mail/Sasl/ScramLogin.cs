namespace EmailAgent.Mail.Sasl;

/// <summary>Identity and password of a SCRAM login.</summary>
internal sealed record ScramLogin(string User, string Password, string? ActAs)
{
    // The generated text would show the password.
    public override string ToString() => nameof(ScramLogin);
}
