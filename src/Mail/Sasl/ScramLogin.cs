namespace EmailAgent.Mail.Sasl;

/// <summary>Who logs in.</summary>
internal sealed record ScramLogin(string User, string Password, string? ActAs)
{
    // The generated text would show the password.
    public override string ToString() => nameof(ScramLogin);
}
