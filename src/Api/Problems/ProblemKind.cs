namespace EmailAgent.Api.Problems;

/// <summary>The properties that all problems with one code share.</summary>
internal sealed record ProblemKind(string Code, int Status, string Title)
{
    /// <summary>Returns the problem type URI of RFC 9457, section 3.1.1; a name, not an address.</summary>
    public string Type => $"urn:emailagent:problem:{Code}";
}
