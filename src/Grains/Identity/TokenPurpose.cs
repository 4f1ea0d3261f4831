namespace EmailAgent.Grains.Identity;

/// <summary>Purpose of an account token.</summary>
/// <param name="Replaces">Whether a newer one makes the older ones invalid.</param>
internal sealed record TokenPurpose(string Name, TimeSpan Lifetime, bool Replaces)
{
    public static readonly TokenPurpose VerifyEmail = new("verify_email", TimeSpan.FromHours(24), Replaces: true);
    public static readonly TokenPurpose ResetPassword = new("reset_password", TimeSpan.FromHours(1), Replaces: true);

    /// <summary>A login that lacks the code. Several can be under way, so that an attacker with the password cannot invalidate the owner's.</summary>
    public static readonly TokenPurpose SecondFactor = new("second_factor", TimeSpan.FromMinutes(5), Replaces: false);
}
