namespace EmailAgent.Grains.Lockout;

/// <summary>Waits that slow down guessing; bound from the configuration section <c>Accounts:Lockout</c>.</summary>
internal sealed class LockoutOptions
{
    public const string Section = "Accounts:Lockout";

    /// <summary>Failures in a row on one account before the first wait. Default: 10.</summary>
    public int AccountFailures { get; set; } = 10;

    /// <summary>The same from one address, on any accounts. Default: 50.</summary>
    public int AddressFailures { get; set; } = 50;

    /// <summary>
    /// Longest wait. Waits begin with a second and double up to this, which bounds how long strangers can lock a user out. Default: 15 min.
    /// </summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromMinutes(15);
}
