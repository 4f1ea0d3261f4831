namespace EmailAgent.Providers.Quota;

/// <summary>The use of an account's budget.</summary>
/// <param name="PerMinute">Units that it may use in a minute.</param>
/// <param name="Left">Units that it could use now.</param>
/// <param name="PerSecond">Units that it used per second, over the last minute.</param>
/// <param name="Waiting">Calls that wait for budget.</param>
public sealed record QuotaUsage(int PerMinute, long Left, double PerSecond, int Waiting);
