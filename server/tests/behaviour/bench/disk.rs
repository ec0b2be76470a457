//! A disk of its own in a file, whose power can be cut: what was not synced to it is gone, as the file system's own
//! tests do it. Needs the right to mount.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

/// File systems that people keep databases on.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FileSystem {
    Ext4,
    Xfs,
}

/// A mounted disk.
pub(crate) struct Disk(TempDir);

impl Disk {
    pub(crate) fn make(system: FileSystem) -> Self {
        let disk = Self(tempfile::tempdir().unwrap());
        let image = std::fs::File::create(disk.image()).unwrap();
        // The least that XFS agrees to; the file has no more blocks than are written.
        image.set_len(320 << 20).unwrap();
        std::fs::create_dir(disk.folder()).unwrap();
        let make = match system {
            FileSystem::Ext4 => "mkfs.ext4",
            FileSystem::Xfs => "mkfs.xfs",
        };
        run(Command::new(make).arg("-q").arg(disk.image()));
        disk.mount();
        disk
    }

    fn image(&self) -> PathBuf {
        self.0.path().join("image")
    }

    /// Where it is mounted.
    pub(crate) fn folder(&self) -> PathBuf {
        self.0.path().join("disk")
    }

    /// Puts on the disk what was written to it so far.
    pub(crate) fn sync(&self) {
        run(Command::new("sync").arg("-f").arg(self.folder()));
    }

    /// Cuts the power: from here on nothing reaches the disk.
    pub(crate) fn cut(&self) {
        run(Command::new("xfs_io")
            .args(["-x", "-c", "shutdown"])
            .arg(self.folder()));
    }

    /// Starts again with what had reached the disk. Nobody may have a file open.
    pub(crate) fn start_again(&self) {
        self.unmount();
        self.mount();
    }

    fn mount(&self) {
        run(Command::new("mount")
            .args(["-o", "loop"])
            .arg(self.image())
            .arg(self.folder()));
    }

    /// Tries for a while: a process that another test starts holds what this one has open, until it is the program
    /// that it becomes.
    fn unmount(&self) {
        let unmount = || {
            let output = Command::new("umount").arg(self.folder()).output();
            output.is_ok_and(|output| output.status.success())
        };
        for _ in 0..50 {
            if unmount() {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        run(Command::new("umount").arg(self.folder()));
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        self.unmount();
    }
}

fn run(command: &mut Command) {
    let output = command.output().unwrap_or_else(|error| {
        panic!("{command:?}: {error}; remedy: install xfsprogs, e2fsprogs and mount")
    });
    assert!(
        output.status.success(),
        "{command:?}: {}; remedy: cutting the power needs the right to mount, as root has it",
        String::from_utf8_lossy(&output.stderr)
    );
}
