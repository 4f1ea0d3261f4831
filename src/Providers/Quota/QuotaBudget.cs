namespace EmailAgent.Providers.Quota;

/// <summary>The limits of a provider.</summary>
/// <param name="Project">The project that the limits apply to; all processes that name the same project share its budget.</param>
/// <param name="AccountPerMinute">Units per minute and account.</param>
/// <param name="ProjectPerMinute">Units per minute of all accounts together.</param>
/// <param name="ProjectPerDay">Units in 24 hours of all accounts together.</param>
public sealed record QuotaBudget(string Project, int AccountPerMinute, int ProjectPerMinute, long ProjectPerDay)
{
    /// <summary>The window in which providers count.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
}
