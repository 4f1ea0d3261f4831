namespace EmailAgent.Api.Problems;

/// <summary>What all problems with one code have in common.</summary>
internal sealed record ProblemKind(string Code, int Status, string Title)
{
    /// <summary>The problem type URI of RFC 9457, section 3.1.1; a name, not an address.</summary>
    public string Type => $"urn:emailagent:problem:{Code}";
}
