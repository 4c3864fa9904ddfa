{
  description = "Mulu (目录): keeps a government's standards as files in git";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs = { self, nixpkgs }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ];
      each = make: nixpkgs.lib.genAttrs systems (system: make nixpkgs.legacyPackages.${system});
    in {
      packages = each (pkgs: {
        default = pkgs.rustPlatform.buildRustPackage {
          pname = "mulu";
          version = (builtins.fromTOML (builtins.readFile ./Cargo.toml)).workspace.package.version;
          src = self;
          cargoLock.lockFile = ./Cargo.lock;
          buildType = "dist";
          buildFeatures = [ "signatures" "tables" ];
          cargoBuildFlags = [ "--bin" "mulu" ];
          # The tests need a browser and fonts; `.ci/run` runs them.
          doCheck = false;
          meta.mainProgram = "mulu";
        };
      });
    };
}
