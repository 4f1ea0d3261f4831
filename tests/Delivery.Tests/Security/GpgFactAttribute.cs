namespace EmailAgent.Delivery.Tests.Security;

/// <summary>A test that needs GnuPG; skipped with the reason if it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GpgFactAttribute : FactAttribute
{
    public GpgFactAttribute() => Skip = File.Exists(SecurityTool.Gpg) ? null : "GnuPG: not found (apt-get install gpg)";
}
