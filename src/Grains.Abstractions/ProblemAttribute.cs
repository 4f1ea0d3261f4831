namespace EmailAgent.Grains;

/// <summary>Marks the code of a refusal; the code is stable and documented in docs/reference/problems.md.</summary>
/// <param name="status">The HTTP status that the Api answers with.</param>
/// <param name="title">The kind of problem as text, the same for each refusal with the code.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ProblemAttribute(int status, string title) : Attribute
{
    public int Status => status;

    public string Title => title;
}
