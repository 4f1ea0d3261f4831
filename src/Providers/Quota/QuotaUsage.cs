namespace EmailAgent.Providers.Quota;

/// <summary>How an account stands with its budget.</summary>
/// <param name="PerMinute">Units it may use in a minute.</param>
/// <param name="Left">Units it could use now.</param>
/// <param name="PerSecond">Units it used per second, over the last minute.</param>
/// <param name="Waiting">Calls that wait for budget.</param>
public sealed record QuotaUsage(int PerMinute, long Left, double PerSecond, int Waiting);
