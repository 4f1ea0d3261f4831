using System.Reflection;
using EmailAgent.Testing;
using Xunit.Sdk;

namespace EmailAgent.Mail.Tests.Imap.Servers;

/// <summary>Runs a theory against one server; skipped with the reason where that is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class OnServerAttribute(string name) : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[name]];
}

/// <summary>Runs a theory against Dovecot.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnDovecotAttribute : OnServerAttribute
{
    public OnDovecotAttribute()
        : base(ServerFixture.Dovecot) => Skip = DovecotServer.Missing;
}

/// <summary>Runs a theory against Cyrus.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnCyrusAttribute : OnServerAttribute
{
    public OnCyrusAttribute()
        : base(ServerFixture.Cyrus) => Skip = CyrusServer.Missing;
}

/// <summary>Runs a theory against Courier.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnCourierAttribute : OnServerAttribute
{
    public OnCourierAttribute()
        : base(ServerFixture.Courier) => Skip = CourierServer.Missing;
}
