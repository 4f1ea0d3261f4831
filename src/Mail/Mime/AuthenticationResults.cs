namespace EmailAgent.Mail.Mime;

/// <summary>
/// An Authentication-Results field (RFC 8601). Any sender can forge one: trust only those whose <paramref name="ServerId"/> is your
/// receiving server.
/// </summary>
/// <param name="ServerId">Server that checked; empty if omitted (some versions of Exchange).</param>
/// <param name="Results">The checks, in order; empty for "none".</param>
public sealed record AuthenticationResults(string ServerId, IReadOnlyList<AuthenticationResult> Results);

/// <summary>A single check.</summary>
/// <param name="Method">Method in lower case without version, such as "spf", "dkim", "dmarc", "arc".</param>
/// <param name="Result">Result in lower case, such as "pass", "fail", "softfail", "none".</param>
/// <param name="Reason">The reason given, or else the comment behind the result; null if there is neither.</param>
/// <param name="Properties">What was checked, in order.</param>
public sealed record AuthenticationResult(string Method, string Result, string? Reason, IReadOnlyList<AuthenticationProperty> Properties)
{
    /// <summary>Returns the value of the first property of this name, such as "header.d"; null if there is none.</summary>
    public string? Property(string name) => Properties.FirstOrDefault(property => property.Name == name)?.Value;
}

/// <summary>A property that a check evaluated.</summary>
/// <param name="Name">Type and property in lower case, such as "smtp.mailfrom" or "header.d".</param>
/// <param name="Value">Its value, without quotes.</param>
public sealed record AuthenticationProperty(string Name, string Value);
