namespace EmailAgent.Delivery.Tests.Smtp.Node;

/// <summary>A test that needs the npm package smtp-server; skipped with the reason where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = NodeSmtpServer.Missing;
}
