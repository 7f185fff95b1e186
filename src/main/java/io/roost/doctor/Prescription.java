package io.roost.doctor;

/** The fixes as a file to install or a command to run; for a plan, whatever this host has now. */
public enum Prescription {
    SYSCTL {
        @Override
        public String text(Plan plan) {
            return SysctlFile.text(plan);
        }
    },
    SYSTEMD {
        @Override
        public String text(Plan plan) {
            return SystemdDropIn.text(plan);
        }
    },
    DOCKER {
        @Override
        public String text(Plan plan) {
            return DockerFlags.text(plan);
        }
    },
    K8S {
        @Override
        public String text(Plan plan) {
            return KubernetesPod.text(plan);
        }
    };

    /** Ends with a line feed. */
    public abstract String text(Plan plan);
}
