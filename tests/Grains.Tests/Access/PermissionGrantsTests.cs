using System.Numerics;
using EmailAgent.Grains.Access;

namespace EmailAgent.Grains.Tests.Access;

public sealed class PermissionGrantsTests
{
    private static readonly Permission[] All = [.. Enum.GetValues<Permission>().Where(permission => permission != Permission.None)];

    [Fact]
    public void Permissions_AllOfThem_AreOneBitWithANameThatParses() => Assert.All(All, permission =>
    {
        Assert.Equal(1, BitOperations.PopCount((ulong)permission));
        var name = Assert.Single(PermissionNames.List(permission));
        Assert.Matches("^[a-z_]+:[a-z_]+$", name);
        Assert.Equal(permission, PermissionNames.Parse(name));
    });

    [Fact]
    public void Permissions_AllOfThem_HaveOneLeastRole()
    {
        var (user, admin) = (PermissionGrants.OfRole(Roles.User), PermissionGrants.OfRole(Roles.Admin));

        Assert.Equal(Permission.None, user & admin);
        Assert.Equal(All.Aggregate((set, permission) => set | permission), user | admin);
    }

    [Fact]
    public void Permissions_OfTheInstance_AreOfAdministratorsOnly() =>
        Assert.Equal(Permission.InstanceRead | Permission.InstanceAdmin, PermissionGrants.OfRole(Roles.Admin));

    [Fact]
    public void Permissions_OfKeys_AreAllButThatToOpenDoors() =>
        Assert.Equal(All.Aggregate((set, permission) => set | permission) & ~Permission.AccountAdmin, PermissionGrants.OfKeys);
}
