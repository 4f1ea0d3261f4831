namespace EmailAgent.Grains.Access;

/// <summary>Roles of an account on this instance.</summary>
public static class Roles
{
    public const string User = "user";

    /// <summary>Looks after other people's accounts; their mail stays closed.</summary>
    public const string Admin = "admin";
}
