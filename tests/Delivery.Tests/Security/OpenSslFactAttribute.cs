namespace EmailAgent.Delivery.Tests.Security;

/// <summary>A test that needs OpenSSL; skipped with the reason if it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenSslFactAttribute : FactAttribute
{
    public OpenSslFactAttribute() => Skip = File.Exists(SecurityTool.OpenSsl) ? null : "OpenSSL: not found (apt-get install openssl)";
}
