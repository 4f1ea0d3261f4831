namespace EmailAgent.Delivery.Tests.Smtp.Node;

/// <summary>A theory that needs the npm package smtp-server; skipped with the reason where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute() => Skip = NodeSmtpServer.Missing;
}
